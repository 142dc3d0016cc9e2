"""Inviting a provider to join, and following it to its end."""

import datetime as dt

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse

from lots.models import Lot
from mdps.core import clock, outbox
from mdps.core.models import AuditEvent, Notice, OutboxMessage
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused
from suppliers import links
from suppliers.admit import admit
from suppliers.apply import apply
from suppliers.assess import assess, start
from suppliers.criteria import criteria_of
from suppliers.invite import decline, invite, remind
from suppliers.invite_rules import ANSWER, Answering
from suppliers.models import Invitation, SignUp
from suppliers.reach import invited
from suppliers.reject import reject
from tests.build.browsing import cost, posted, signed_in, text_of, words
from tests.build.joining import (
    given_a_joining_supplier,
    given_an_invitation,
    given_submitted_applications,
)
from tests.build.people import PASSWORD, given_a
from tests.build.suppliers import (
    consulted,
    given_a_supplier,
    given_an_admission,
    given_an_assessed_application,
)

pytestmark = pytest.mark.django_db

ON = dt.date(2026, 6, 2)
DAY = dt.timedelta(days=1)
ADDRESS = "office@invited.example"


def sent() -> list[str]:
    outbox.send_due()
    return [each.body for each in mail.outbox if each.to == [ADDRESS]]


def test_a_provider_is_invited_by_a_link_that_tells_nothing(lot):
    with clock.at(ON):
        invitation = given_an_invitation(lot, on=ON)
        [body] = sent()

    assert reverse("join:invitation", args=[links.token(invitation)]) in body
    assert [each for each in ("SR-000123", "Lot 1", "court") if each in body] == []
    assert (invitation.state, invitation.expires_on) == ("sent", dt.date(2026, 8, 1))
    assert OutboxMessage.objects.get(topic="invitation").payload == {"invitation": invitation.pk}


def test_the_provider_reads_no_request_and_no_reason(client, lot):
    with clock.at(ON):
        invitation = given_an_invitation(lot, on=ON)
        page = text_of(client.get(reverse("join:invitation", args=[links.token(invitation)])))

    assert str(lot) in page
    assert [each for each in ("SR-000123", "court") if each in page] == []


@pytest.mark.parametrize("role", ["social_worker", "team_manager", "commissioner"])
def test_who_finds_a_provider_missing_invites_it(role, lot):
    invitation = invite(
        provider_name="A", email=ADDRESS, lot=lot, reason="court", by=given_a(role), on=ON
    )

    assert invitation.raised_by == given_a(role)


def test_others_invite_nobody(lot):
    with pytest.raises(Forbidden):
        invite(
            provider_name="A", email=ADDRESS, lot=lot, reason="court", by=given_a("auditor"), on=ON
        )


def test_one_address_is_invited_to_a_lot_once_at_a_time(lot):
    first = given_an_invitation(lot)

    with pytest.raises(Refused, match=first.reference):
        given_an_invitation(lot, email=ADDRESS.upper())

    given_an_invitation(Lot.objects.get(number=2))
    assert Invitation.objects.count() == 2


def test_one_open_invitation_also_past_the_actions(lot):
    first = given_an_invitation(lot)
    first.pk, first.email = None, ADDRESS.upper()

    with pytest.raises(IntegrityError, match="one_open_invitation_per_lot"), transaction.atomic():
        first.save()


def test_who_is_on_the_lot_is_not_invited(lot):
    given_an_admission(given_a_supplier(), lot)

    with pytest.raises(Refused) as refused:
        given_an_invitation(lot, email="office@example.org")

    assert [each.code for each in refused.value.refusals] == ["already-admitted"]


def test_it_is_followed_from_the_link_to_the_admission(client, lot):
    with clock.at(ON):
        invitation = given_an_invitation(lot, email="robin.hall@example.org", on=ON)
        states = [invitation.state]

        def see() -> None:
            invitation.refresh_from_db()
            states.append(invitation.state)

        client.get(reverse("join:invitation", args=[links.token(invitation)]))
        see()
        supplier = given_a_joining_supplier(on=ON)
        [application] = given_submitted_applications(supplier, lot, on=ON)
        see()
        given_an_assessment(application)
        admit(application, consultation=consulted(ON), by=given_a("commissioning_manager"), on=ON)
        see()

    assert states == ["sent", "opened", "applied", "joined"]
    assert (invitation.application, invitation.supplier) == (application, supplier)
    told = Notice.objects.filter(to=invitation.raised_by, subject__startswith="INV-")
    assert told.count() == 2


def given_an_assessment(application) -> None:
    by = given_a("commissioner")
    start(application, by=by, on=ON)
    judgements = {each.pk: ("pass", "Seen.") for each in criteria_of(application)}
    assess(application, judgements=judgements, summary="Fine.", by=by, on=ON)


def test_an_account_made_by_the_link_is_seen(client, lot):
    with clock.at(ON):
        invitation = given_an_invitation(lot, on=ON)
        url = f"{reverse('join:account')}?invitation={links.token(invitation)}"
        page = client.get(url)
        typed = {"name": "Robin", "email": "other@example.org", "new_password": PASSWORD}
        client.post(url, typed)

    assert page.context["form"]["email"].value() == ADDRESS
    assert invitation.pk == SignUp.objects.get().invitation_id


def test_a_rejected_application_ends_it_without_an_admission(lot):
    supplier = given_a_supplier()
    invitation = given_an_invitation(Lot.objects.get(number=2), email="office@example.org")
    application = given_an_assessed_application(supplier, invitation.lot)

    by = given_a("commissioning_manager")
    reject(application, consultation=consulted(ON), by=by, on=ON)

    invitation.refresh_from_db()
    assert (invitation.state, invitation.ended_on) == ("refused", ON)


def test_an_application_that_the_council_records_counts_too(lot):
    invitation = given_an_invitation(lot, email="office@example.org")

    application = apply(
        given_a_supplier(), lot, statement="On paper.", by=given_a("commissioner"), on=ON
    )

    invitation.refresh_from_db()
    assert (invitation.state, invitation.application) == ("applied", application)


def test_an_application_for_another_lot_does_not_answer_it(lot):
    invitation = given_an_invitation(Lot.objects.get(number=2), email="office@example.org")
    apply(given_a_supplier(), lot, statement="On paper.", by=given_a("commissioner"), on=ON)

    invitation.refresh_from_db()
    assert invitation.state == "sent"


def test_the_provider_declines_and_is_not_reminded(client, lot):
    with clock.at(ON):
        invitation = given_an_invitation(lot, on=ON)
        url = reverse("join:decline", args=[links.token(invitation)])
        assert posted(client.post(url, {})) == reverse("join:lots")
        again = client.post(url, {})

    invitation.refresh_from_db()
    assert (invitation.state, remind(on=ON + 14 * DAY)) == ("declined", 0)
    assert "answered already" in words(again)


def test_reminders_go_once_each_and_the_end_is_told(lot):
    with clock.at(ON):
        invitation = given_an_invitation(lot, on=ON)
    days = [1, 13, 14, 14, 20, 42, 43, 60, 61, 62]

    done = []
    for day in days:
        with clock.at(ON + day * DAY):
            done.append((day, remind(on=ON + day * DAY)))
            outbox.send_due()

    assert [day for day, number in done if number] == [14, 42, 61]
    assert len([each for each in mail.outbox if each.to == [ADDRESS]]) == 3
    invitation.refresh_from_db()
    assert (invitation.state, invitation.ended_on) == ("expired", ON + 61 * DAY)
    assert AuditEvent.objects.filter(action="invitation.expired").get().actor == "The system"


def test_who_applies_after_the_end_is_counted_all_the_same(lot):
    invitation = given_an_invitation(lot, email="office@example.org", on=ON)
    remind(on=ON + 61 * DAY)

    apply(given_a_supplier(), lot, statement="Late.", by=given_a("commissioner"), on=ON + 70 * DAY)

    invitation.refresh_from_db()
    assert invitation.state == "applied"


@pytest.mark.parametrize(
    ("state", "day", "expected"),
    [
        ("sent", 0, []),
        ("opened", 60, []),
        ("opened", 61, ["not-waiting"]),
        ("account_made", 1, []),
        ("applied", 1, ["not-waiting"]),
        ("declined", 1, ["not-waiting"]),
        ("expired", 1, ["not-waiting"]),
    ],
)
def test_an_invitation_is_answered_until_its_last_day(state, day, expected):
    facts = Answering(state=state, expires_on=ON + 60 * DAY, on=ON + day * DAY)

    assert [each.code for rule in ANSWER if (each := rule(facts))] == expected


def test_the_share_that_joined_is_of_those_that_have_ended(lot, django_assert_num_queries):
    one, two, three = (given_an_invitation(lot, email=f"{n}@example.org") for n in "abc")
    decline(one, on=one.raised_on)
    decline(two, on=two.raised_on)
    Invitation.objects.filter(pk=two.pk).update(
        state="joined", application=given_an_admission(given_a_supplier("X"), lot).application
    )

    with django_assert_num_queries(1):
        found = invited(Invitation.objects.all())

    figures = (found.raised, found.joined, found.open, found.not_joined, found.share)
    assert figures == (3, 1, 1, 1, 50)
    assert three.state == "sent"


def test_no_share_is_said_while_nothing_has_ended(lot):
    given_an_invitation(lot)

    assert invited(Invitation.objects.all()).share is None


def test_the_list_narrows_and_says_its_figures(lot):
    given_an_invitation(lot, name="Court Psychology")
    given_an_invitation(Lot.objects.get(number=2), name="Wye Therapies")
    client = signed_in(given_a("commissioner"))

    page = words(client.get(reverse("suppliers:invitations"), {"lot": lot.pk}))

    assert "1 invitation: 0 admitted, 1 open" in page
    assert ("Court Psychology" in page, "Wye Therapies" in page) == (True, False)


def test_the_list_costs_the_same_for_one_and_for_three(lot):
    client = signed_in(given_a("commissioner"))
    url = reverse("suppliers:invitations")
    given_an_invitation(lot, email="a@example.org")
    for_one = cost(client, url)
    given_an_invitation(lot, email="b@example.org")
    given_an_invitation(lot, email="c@example.org")

    assert cost(client, url) == for_one
