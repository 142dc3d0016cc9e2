"""Making an account for oneself: none exists before its address is confirmed, nothing is told."""

import datetime as dt
from uuid import uuid4

import pytest
from django.core import mail
from django.urls import reverse

from mdps.core import clock, outbox
from mdps.core.models import AuditEvent, OutboxMessage, User
from mdps.core.rules import Refused
from suppliers import links
from suppliers.confirm import confirm
from suppliers.models import Invitation, SignUp
from suppliers.sign_up import forget, sign_up
from suppliers.sign_up_rules import CONFIRM, Confirming
from tests.build.browsing import text_of, words
from tests.build.joining import given_a_newcomer, given_a_sign_up, given_an_invitation
from tests.build.people import PASSWORD, given_a

pytestmark = pytest.mark.django_db

NOON = dt.datetime(2026, 6, 2, 12, 0, tzinfo=clock.LONDON)
DAY = dt.timedelta(days=1)


def sent_to(address: str) -> list[tuple[str, str]]:
    """Subject and body of what the outbox has sent to an address."""
    outbox.send_due()
    return [(each.subject, each.body) for each in mail.outbox if each.to == [address]]


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [each.code for each in refused.value.refusals]


def test_a_link_is_sent_and_no_account_exists_before_it_is_used():
    asked = given_a_sign_up("robin@example.org")

    [(subject, body)] = sent_to("robin@example.org")

    assert subject == "Confirm your e-mail address"
    assert reverse("join:confirm", args=[links.token(asked)]) in body
    assert "Robin" not in body
    assert User.objects.filter(username="robin@example.org").count() == 0


def test_the_payload_of_the_message_is_an_id_and_no_address():
    asked = given_a_sign_up()

    assert OutboxMessage.objects.get(topic="sign-up").payload == {"sign_up": asked.pk}


def test_the_password_is_kept_as_a_hash():
    assert PASSWORD not in given_a_sign_up().password


def test_who_confirms_gets_an_account_of_a_provider():
    asked = given_a_sign_up("Robin@Example.org")

    account = confirm(asked, password=PASSWORD)

    facts = (account.username, account.email, account.name, account.roles, account.is_active)
    assert facts == ("robin@example.org", "Robin@Example.org", "Robin Hall", ["provider"], True)
    assert account.check_password(PASSWORD)
    assert AuditEvent.objects.get(action="user.joined").actor == "Robin Hall"


def test_a_link_is_used_once():
    asked = given_a_sign_up()
    confirm(asked, password=PASSWORD)

    with pytest.raises(Refused) as refused:
        confirm(asked, password=PASSWORD)

    assert codes(refused) == ["link-used"]
    assert User.objects.filter(email="robin@example.org").count() == 1


def test_a_link_can_be_used_in_its_last_second():
    with clock.at(NOON):
        asked = given_a_sign_up()
    with clock.at(NOON + DAY):
        assert confirm(asked, password=PASSWORD).is_active


def test_a_link_cannot_be_used_a_second_later():
    with clock.at(NOON):
        asked = given_a_sign_up()
    with clock.at(NOON + DAY + dt.timedelta(seconds=1)), pytest.raises(Refused) as refused:
        confirm(asked, password=PASSWORD)

    assert codes(refused) == ["link-expired"]
    assert not User.objects.filter(email="robin@example.org").exists()


def test_who_reads_the_mailbox_but_did_not_choose_the_password_gets_no_account():
    with pytest.raises(Refused) as refused:
        confirm(given_a_sign_up(), password="another long password")

    assert codes(refused) == ["wrong-password"]


def test_the_same_address_twice_makes_one_account():
    first, second = given_a_sign_up(), given_a_sign_up()
    confirm(second, password=PASSWORD)

    with pytest.raises(Refused) as refused:
        confirm(first, password=PASSWORD)

    assert codes(refused) == ["link-used"]


def test_an_address_that_has_an_account_is_told_so_by_e_mail_only(client):
    given_a("commissioner", name="Carys Commissioner")
    typed = {"name": "Somebody", "new_password": PASSWORD}

    def posted(address: str) -> tuple[int, str]:
        answer = client.post(
            reverse("join:account"), typed | {"email": address, "one_time_key": uuid4()}
        )
        return answer.status_code, answer.url

    known, unknown = posted("CARYS.commissioner@example.org"), posted("new@example.org")

    assert known == unknown == (302, reverse("join:sent"))
    assert sent_to("CARYS.commissioner@example.org")[0][0] == "You have an account already"
    assert sent_to("new@example.org")[0][0] == "Confirm your e-mail address"
    assert words(client.get(known[1])).count("example.org") == 0


def test_a_form_sent_twice_sends_one_e_mail():
    key = uuid4()
    for _ in range(2):
        sign_up(key=key, name="Robin", email="robin@example.org", password=PASSWORD)

    assert (SignUp.objects.count(), len(sent_to("robin@example.org"))) == (1, 1)


def test_one_address_gets_at_most_three_e_mails_in_an_hour():
    with clock.at(NOON):
        for _ in range(5):
            given_a_sign_up()
        assert len(sent_to("robin@example.org")) == 3
    with clock.at(NOON + dt.timedelta(hours=1, seconds=1)):
        given_a_sign_up()
        assert len(sent_to("robin@example.org")) == 4


def test_a_weak_password_is_refused_at_its_field(client):
    typed = {"name": "Robin", "email": "robin@example.org", "new_password": "short"}

    page = client.post(reverse("join:account"), typed)

    assert "at least 12 characters" in page.context["form"].errors["new_password"][0]
    assert SignUp.objects.count() == 0


def test_nobody_signs_in_before_the_address_is_confirmed(client):
    given_a_sign_up("robin@example.org")
    typed = {"username": "robin@example.org", "password": PASSWORD}

    before = client.post(reverse("sign-in"), typed).status_code
    confirm(SignUp.objects.get(), password=PASSWORD)
    after = client.post(reverse("sign-in"), typed).status_code

    assert (before, after) == (200, 302)


def test_confirming_signs_in_and_leads_to_the_organisation(client):
    url = reverse("join:confirm", args=[links.token(given_a_sign_up())])

    answer = client.post(url, {"password": PASSWORD})

    assert answer.url == reverse("join:organisation")
    assert client.get(answer.url).status_code == 200


@pytest.mark.parametrize("token", ["1", "1.forged", "nothing"])
def test_a_link_that_nobody_here_signed_is_not_found(client, token):
    given_a_sign_up()

    assert client.get(reverse("join:confirm", args=[token])).status_code == 404


def test_a_link_of_one_kind_does_not_open_another(lot):
    asked = given_a_sign_up()

    assert links.record_of(Invitation, links.token(asked)) is None


def test_a_link_that_has_ended_says_what_to_do(client):
    with clock.at(NOON):
        url = reverse("join:confirm", args=[links.token(given_a_sign_up())])
    with clock.at(NOON + 2 * DAY):
        page = client.get(url)

    assert "could be used for 24 hours" in text_of(page)
    assert reverse("join:account") in text_of(page)


def test_an_invitation_goes_along_to_the_account(lot):
    invitation = given_an_invitation(lot)
    account = confirm(given_a_sign_up("other@example.org", invitation), password=PASSWORD)

    invitation.refresh_from_db()
    assert (invitation.state, invitation.account) == ("account_made", account)


def test_sign_ups_are_forgotten_after_a_month_and_accounts_stay():
    with clock.at(NOON):
        given_a_sign_up("gone@example.org")
        given_a_newcomer("stays@example.org")
    ended = (NOON + DAY).date()

    early = forget(on=ended + 30 * DAY)
    late = forget(on=ended + 31 * DAY)

    assert (early, late, SignUp.objects.count()) == (0, 2, 0)
    assert User.objects.filter(username="stays@example.org").exists()


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"is_expired": True}, ["link-expired"]),
        ({"is_used": True}, ["link-used"]),
        ({"is_used": True, "is_expired": True}, ["link-used"]),
        ({"is_taken": True}, ["link-used"]),
        ({"knows_password": False}, ["wrong-password"]),
    ],
)
def test_a_link_confirms_once_in_time_and_with_the_password(changes, expected):
    usual = {"is_expired": False, "is_used": False, "is_taken": False}
    facts = Confirming(**usual | changes)

    assert [each.code for rule in CONFIRM if (each := rule(facts))] == expected
