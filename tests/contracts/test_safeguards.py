"""Call-offs of a supplier that is suspended for safeguarding: owner, choice, and who is told."""

import datetime as dt

import pytest
from django.urls import reverse

from contracts.deliver import deliver
from contracts.models import CallOffContract, PackageSafeguard
from contracts.safeguards import choose, escalate, give_to
from contracts.vary import novate
from mdps.core import clock
from mdps.core.models import Notice, User
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused
from mdps.core.worklist import waiting_for
from suppliers.models import Admission
from suppliers.queries import admission_on
from suppliers.reinstate import reinstate
from tests.build.browsing import cost, posted, signed_in, words
from tests.build.contracts import (
    given_a_running_call_off,
    given_an_admitted_supplier,
    given_an_award,
    given_an_officer,
)
from tests.build.panel import TODAY
from tests.build.people import given_a
from tests.build.suppliers import consulted, given_a_provider, given_a_removal, given_a_suspension

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("under_way")]

DAY = dt.timedelta(days=1)
WEEK = dt.timedelta(weeks=1)


@pytest.fixture(autouse=True)
def _today():
    with clock.at(TODAY):
        yield


@pytest.fixture
def contract() -> CallOffContract:
    return given_an_award()


def admission_of(contract: CallOffContract) -> Admission:
    return admission_on(contract.supplier, contract.lot, TODAY)


def suspended(contract: CallOffContract, **options: object) -> list[PackageSafeguard]:
    suspension = given_a_suspension(admission_of(contract), TODAY, **options)
    return list(suspension.packages.select_related("contract", "owner").order_by("pk"))


def told(person: User) -> list[str]:
    return list(Notice.objects.filter(to=person).order_by("id").values_list("subject", flat=True))


def tasks(person: User, on: dt.date = TODAY) -> list[str]:
    with clock.at(on):
        groups = waiting_for(person)
    title = "Call-offs of suspended suppliers"
    return [task.why for group in groups if group.title == title for task in group.tasks]


def test_every_live_call_off_gets_an_owner_and_its_social_worker_is_told(contract):
    safeguards = suspended(contract)

    assert [(each.contract, each.owner, each.due_on, each.choice) for each in safeguards] == [
        (contract, contract.awarded_by, TODAY, "")
    ]
    said = f"{contract.reference} needs a decision today: its supplier is suspended"
    assert told(contract.line.request.requester)[-1] == said


def test_an_administrative_suspension_touches_no_call_off(contract):
    assert suspended(contract, kind="administrative", until=TODAY) == []


def test_the_owner_is_who_suspends_where_the_officers_account_is_closed(contract):
    User.objects.filter(pk=contract.awarded_by_id).update(is_active=False)

    assert [each.owner for each in suspended(contract)] == [given_a("commissioning_manager")]


@pytest.mark.parametrize("choice", PackageSafeguard.Choice.values)
def test_a_choice_is_recorded_with_its_reason_and_told(contract, choice):
    safeguard = suspended(contract)[0]

    choose(safeguard, choice=choice, reason="Agreed today.", by=contract.awarded_by, on=TODAY)

    safeguard.refresh_from_db()
    assert (safeguard.choice, safeguard.reason, safeguard.chosen_on) == (
        choice,
        "Agreed today.",
        TODAY,
    )
    assert "Agreed today." not in " ".join(told(contract.line.request.requester))
    assert told(contract.line.request.requester)[-1].startswith(f"{contract.reference} ")


def test_a_choice_without_a_reason_or_made_twice_is_refused(contract):
    safeguard, by = suspended(contract)[0], contract.awarded_by

    with pytest.raises(Refused, match="Enter the reason"):
        choose(safeguard, choice="pause", reason=" ", by=by, on=TODAY)
    choose(safeguard, choice="pause", reason="Paused.", by=by, on=TODAY)
    with pytest.raises(Refused, match="chosen for"):
        choose(safeguard, choice="pause", reason="Paused.", by=by, on=TODAY)


def test_another_owner_is_told(contract):
    safeguard, other = suspended(contract)[0], given_an_officer(name="Other Officer")

    give_to(safeguard, owner=other, by=contract.awarded_by)

    assert (safeguard.owner, len(tasks(other))) == (other, 1)
    assert told(other)[-1] == f"{contract.reference} needs your decision: its supplier is suspended"


def test_somebody_who_cannot_act_on_call_offs_does_not_own_one(contract):
    with pytest.raises(Refused, match="cannot act on call-offs"):
        give_to(suspended(contract)[0], owner=given_a("auditor"), by=contract.awarded_by)


def test_a_provider_decides_nothing_and_sees_nothing(contract):
    safeguard = suspended(contract)[0]
    provider = given_a_provider(contract.supplier)

    with pytest.raises(Forbidden):
        choose(safeguard, choice="continue", reason="We are fine.", by=provider, on=TODAY)
    assert signed_in(provider).get(safeguard.get_absolute_url()).status_code == 404
    own = words(signed_in(provider).get(contract.get_absolute_url()))
    assert "While its supplier is suspended" not in own


def test_what_nobody_chose_on_the_day_is_escalated_once(contract):
    suspended(contract)
    owner, manager = contract.awarded_by, given_a("commissioning_manager")

    assert (len(tasks(owner)), len(tasks(manager))) == (1, 0)
    assert (escalate(on=TODAY), escalate(on=TODAY + DAY), escalate(on=TODAY + DAY)) == (0, 1, 0)
    late = "Nobody chose on 2 June 2026 what becomes of it. "
    assert tasks(owner, TODAY + DAY)[0].startswith(late)
    assert tasks(manager, TODAY + DAY)[0].startswith(late)
    assert "overdue" in told(manager)[-1]


def test_after_a_reinstatement_nothing_is_to_be_chosen_and_everybody_hears_it(contract):
    safeguard, owner = suspended(contract)[0], contract.awarded_by
    requester, manager = contract.line.request.requester, given_a("commissioning_manager")

    reinstate(admission_of(contract), consultation=consulted(TODAY), by=manager, on=TODAY)

    safeguard.refresh_from_db()
    said = f"{contract.reference} is no longer touched by a suspension: its supplier is reinstated"
    assert (told(requester)[-1], told(owner)[-1], tasks(owner)) == (said, said, [])
    assert (tasks(manager, TODAY + DAY), escalate(on=TODAY + DAY)) == ([], 0)
    with pytest.raises(Refused, match="is reinstated, so there is nothing to choose"):
        choose(safeguard, choice="pause", reason="Late.", by=owner, on=TODAY)
    page = words(signed_in(owner).get(safeguard.get_absolute_url()))
    assert "is reinstated, so there is nothing to choose" in page


def test_after_a_removal_the_choice_is_still_to_be_made(contract):
    suspended(contract)

    given_a_removal(admission_of(contract), TODAY)

    assert tasks(contract.awarded_by) == [
        "Its supplier is suspended. Choose today what becomes of it."
    ]


def test_a_transfer_waits_for_its_owner_until_it_is_made(contract):
    safeguard = suspended(contract)[0]

    choose(safeguard, choice="transfer", reason="To Wye.", by=contract.awarded_by, on=TODAY)

    assert tasks(contract.awarded_by) == ["To be transferred: move it to another supplier."]


def test_the_choice_is_made_on_its_page(contract):
    safeguard, client = suspended(contract)[0], signed_in(contract.awarded_by)
    url = reverse("contracts:safeguard", args=[safeguard.pk])

    led = posted(client.post(url, {"choice": "continue", "reason": "Two adults are present."}))

    assert "Two adults are present." in words(client.get(led))


def test_three_cost_as_many_queries_as_one(contract):
    client, url = signed_in(contract.awarded_by), reverse("contracts:safeguards")
    suspended(contract)
    for_one = cost(client, url)
    others = [given_an_award(supplier=given_an_admitted_supplier(name)) for name in ("A", "B")]
    for other in others:
        suspended(other)

    assert cost(client, url) == for_one


def given_a_pause(contract: CallOffContract) -> PackageSafeguard:
    """The call-off runs, its supplier is suspended a week later, and it is paused that day."""
    with clock.at(TODAY + WEEK):
        suspension = given_a_suspension(admission_of(contract), TODAY + WEEK)
    safeguard = suspension.packages.get()
    choose(safeguard, choice="pause", reason="Wait.", by=contract.awarded_by, on=TODAY + WEEK)
    return safeguard


def reported(contract: CallOffContract, since: int, until: int, **facts: int) -> list[str]:
    """The refusals of a report of the days so many after TODAY; nothing where it is kept."""
    try:
        deliver(
            contract,
            since=TODAY + since * DAY,
            until=TODAY + until * DAY,
            **({"units": 1} | facts),
            correction="Counted twice." if facts.get("units", 1) < 0 else "",
            by=given_an_officer(),
            on=TODAY + 4 * WEEK,
        )
    except Refused as refused:
        return [each.code for each in refused.refusals]
    return []


@pytest.mark.parametrize(
    ("since", "until", "facts", "codes"),
    [
        (0, 6, {}, []),
        (6, 7, {}, ["paused"]),
        (7, 7, {}, ["paused"]),
        (9, 9, {}, ["paused"]),
        (7, 7, {"units": 0, "missed": 1}, ["paused"]),
        (7, 7, {"units": -1}, []),
    ],
)
def test_nothing_is_delivered_from_the_day_of_a_pause_on(since, until, facts, codes):
    contract = given_a_running_call_off()
    reported(contract, 0, 6, units=2)
    given_a_pause(contract)

    assert reported(contract, since, until, **facts) == codes


def test_the_page_of_a_paused_call_off_says_since_when_and_what_can_be_reported():
    contract = given_a_running_call_off()
    provider = signed_in(given_a_provider(contract.supplier))
    given_a_pause(contract)
    url, days = reverse("contracts:deliver", args=[contract.pk]), {"units": 1, "missed": 0}
    for name in ("since", "until"):
        days |= {f"{name}_0": 9, f"{name}_1": 6, f"{name}_2": 2026}
    with clock.at(TODAY + 2 * WEEK):
        before = words(provider.get(url))
        after = words(provider.post(url, days))

    assert "It is paused since 9 June 2026: nothing from that day on can be recorded." in before
    assert (
        f"{contract.reference} is paused since 9 June 2026. Report the days up to 8 June 2026 "
        "apart, and ask the commissioner about any other." in after
    )


def test_a_reinstatement_ends_the_pause_on_its_day_and_the_paused_days_stay_paused():
    contract = given_a_running_call_off()
    given_a_pause(contract)
    by, on = given_a("commissioning_manager"), TODAY + 2 * WEEK
    with clock.at(on):
        reinstate(admission_of(contract), consultation=consulted(on), by=by, on=on)

    assert reported(contract, 13, 14) == ["paused"]
    assert reported(contract, 14, 15) == []


def test_another_choice_ends_the_pause_and_its_supplier_hears_of_both():
    contract = given_a_running_call_off()
    provider = given_a_provider(contract.supplier)
    safeguard = given_a_pause(contract)

    choose(safeguard, choice="continue", reason="Seen.", by=contract.awarded_by, on=TODAY + WEEK)

    assert reported(contract, 7, 7) == []
    assert told(provider)[-2:] == [
        f"{contract.reference} is paused",
        f"{contract.reference} is no longer paused",
    ]


def test_who_takes_a_paused_call_off_over_delivers_it():
    contract = given_a_running_call_off()
    given_a_pause(contract)
    heir = given_an_admitted_supplier("Wye Assessments")
    by = contract.awarded_by
    novate(contract, supplier=heir, reasons="Moved.", by=by, on=TODAY + WEEK)

    assert reported(CallOffContract.objects.get(pk=contract.pk), 7, 8) == []
