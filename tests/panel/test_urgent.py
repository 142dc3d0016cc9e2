"""Urgent decisions: approved at once, forced on to the next agenda, and settled there."""

import datetime as dt
from decimal import Decimal

import pytest

from mdps.core import worklist
from mdps.core.models import Notice
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused
from panel import agenda, meetings
from panel.cancel import cancel
from panel.decide import decide
from panel.models import AgendaItem, BudgetPosting, PanelDecision
from panel.queries import lines_to_ratify
from referrals.withdraw import withdraw
from tests.build.contracts import given_an_admitted_supplier, given_an_award
from tests.build.deciding import (
    given_a_decision_in_principle,
    given_a_head_of_service,
    given_an_urgent_decision,
)
from tests.build.panel import (
    TODAY,
    given_a_chair,
    given_a_meeting,
    given_an_item,
    given_an_open_item,
    given_it_is_closed,
    given_it_is_open,
)
from tests.build.people import given_a
from tests.build.referrals import given_a_submitted_request, given_an_endorsed_request

pytestmark = pytest.mark.django_db

FRIDAY, TUESDAY = dt.date(2026, 5, 29), TODAY
TWO_LINES = [
    ("Psychological assessment", 1, Decimal("1200.00")),
    ("Mentoring", 10, Decimal("350.00")),
]


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [refusal.code for refusal in refused.value.refusals]


def settled(decision: PanelDecision, kind: str) -> AgendaItem:
    """The item that its meeting of Tuesday decided so, and closed."""
    item = decision.line.request.agenda_items.get()
    given_it_is_open(item.meeting)
    decide(item, decision.line, kind=kind, reasons="So.", by=given_a_chair(), on=TUESDAY)
    return given_it_is_closed(item)


def test_the_line_is_approved_at_once_and_its_request_on_the_next_agenda():
    meeting = given_a_meeting(on=TUESDAY)

    decision = given_an_urgent_decision(on=FRIDAY)

    line = decision.line
    line.refresh_from_db()
    assert (line.state, line.approved_until) == ("approved", dt.date(2026, 8, 29))
    assert (decision.item, decision.outcome) == (None, "Approved urgently")
    assert [item.request for item in meeting.items.all()] == [line.request]
    assert lines_to_ratify(line.request) == {line.pk}


def test_without_a_meeting_it_goes_on_the_first_that_is_planned():
    decision = given_an_urgent_decision(on=FRIDAY)

    meeting = given_a_meeting(on=TUESDAY + dt.timedelta(days=365))

    assert [item.request for item in meeting.items.all()] == [decision.line.request]


def test_one_that_is_on_an_agenda_already_stays_there():
    item = given_an_item(on=TUESDAY)

    given_an_urgent_decision(item.request, on=FRIDAY)

    assert list(item.request.agenda_items.all()) == [item]


def test_it_cannot_be_taken_off():
    item = given_an_item(on=TUESDAY)
    given_an_urgent_decision(item.request, on=FRIDAY)

    with pytest.raises(Refused) as refused:
        agenda.take_off(item, by=given_a("panel_administrator"), on=FRIDAY)

    assert codes(refused) == ["to-ratify"]


def test_a_cancelled_meeting_hands_it_on_to_the_next():
    first = given_a_meeting(on=TUESDAY)
    following = given_a_meeting(on=TUESDAY + dt.timedelta(days=14))
    decision = given_an_urgent_decision(on=FRIDAY)

    cancel(first, by=given_a("panel_administrator"), on=FRIDAY)

    assert [item.request for item in following.items.all()] == [decision.line.request]


def test_what_a_meeting_does_not_reach_comes_to_the_next():
    decision = given_an_urgent_decision(given_an_item(on=TUESDAY).request, on=FRIDAY)
    meeting = decision.line.request.agenda_items.get().meeting
    given_an_open_item(on=TUESDAY)
    following = given_a_meeting(on=TUESDAY + dt.timedelta(days=14))

    meetings.close_meeting(meeting, by=given_a_chair(), on=TUESDAY)

    assert [item.request for item in following.items.all()] == [decision.line.request]


def test_the_meeting_ratifies_it_and_the_line_stays_as_it_is():
    given_a_meeting(on=TUESDAY)
    decision = given_an_urgent_decision(on=FRIDAY)

    settled(decision, "ratify")

    line = decision.line
    line.refresh_from_db()
    ratified = line.decisions.get(kind="ratify")
    assert (ratified.supersedes, ratified.amount) == (decision, decision.amount)
    assert (line.state, line.approved_amount) == ("approved", decision.amount)
    line.request.refresh_from_db()
    assert (line.request.state, lines_to_ratify(line.request)) == ("decided", set())


def test_the_meeting_overturns_it_and_nothing_more_can_be_awarded():
    given_a_meeting(on=TUESDAY)
    decision = given_an_urgent_decision(on=FRIDAY)

    settled(decision, "overturn")

    line = decision.line
    line.refresh_from_db()
    assert (line.state, line.approved_amount, line.approved_until) == (
        "declined",
        Decimal("0.00"),
        None,
    )
    held = BudgetPosting.objects.filter(line=line).values_list("kind", "reserved")
    assert list(held) == [("reserve", decision.amount), ("release", -decision.amount)]


def test_what_is_awarded_already_is_listed_for_action_when_it_is_overturned():
    given_a_meeting(on=TUESDAY)
    given_an_admitted_supplier(price="700.00")
    request = given_an_endorsed_request(on=FRIDAY, lines=TWO_LINES[:1])
    decision = given_an_urgent_decision(request, on=FRIDAY)
    contract = given_an_award(decision.line, on=FRIDAY)

    settled(decision, "overturn")

    line = decision.line
    line.refresh_from_db()
    assert (line.state, line.approved_amount, line.approved_left) == (
        "declined",
        Decimal("700.00"),
        Decimal("0.00"),
    )
    groups = {each.title: each.tasks for each in worklist.waiting_for(contract.awarded_by)}
    assert [task.title for task in groups["Awarded and overturned"]] == [
        f"Decide what becomes of {contract.reference}, {contract.supplier}"
    ]


def test_another_line_of_the_request_is_decided_by_the_meeting_as_usual():
    given_a_meeting(on=TUESDAY)
    request = given_an_endorsed_request(on=FRIDAY, lines=TWO_LINES)
    decision = given_an_urgent_decision(request, on=FRIDAY)
    item = request.agenda_items.get()
    given_it_is_open(item.meeting)
    urgent, other = request.lines.all()

    decide(item, urgent, kind="ratify", reasons="So.", by=given_a_chair(), on=TUESDAY)
    decide(item, other, kind="decline", reasons="So.", by=given_a_chair(), on=TUESDAY)
    given_it_is_closed(item)

    states = list(request.lines.values_list("state", flat=True))
    assert (states, decision.line_id) == (["approved", "declined"], urgent.pk)


@pytest.mark.parametrize("kind", ["approve", "decline", "defer"])
def test_it_is_only_ratified_or_overturned(kind):
    given_a_meeting(on=TUESDAY)
    decision = given_an_urgent_decision(on=FRIDAY)

    with pytest.raises(Refused) as refused:
        settled(decision, kind)

    assert codes(refused) == ["to-ratify", "no-decision"]


def test_it_is_ratified_once():
    given_a_meeting(on=TUESDAY)
    decision = given_an_urgent_decision(on=FRIDAY)
    item = settled(decision, "ratify")

    with pytest.raises(Refused) as refused:
        decide(item, decision.line, kind="ratify", reasons="So.", by=given_a_chair(), on=TUESDAY)

    assert codes(refused) == ["not-on-agenda"]


def test_a_line_is_approved_urgently_once():
    decision = given_an_urgent_decision(on=FRIDAY)

    with pytest.raises(Refused) as refused:
        given_an_urgent_decision(decision.line.request, on=FRIDAY)

    assert codes(refused) == ["line-closed"]


def test_a_request_that_no_manager_endorsed_is_not_decided_urgently():
    request = given_a_submitted_request(on=FRIDAY)

    with pytest.raises(Refused) as refused:
        given_an_urgent_decision(request, on=FRIDAY)

    assert codes(refused) == ["not-endorsed"]


def test_what_a_meeting_has_before_it_is_decided_there():
    item = given_an_open_item(on=TUESDAY)

    with pytest.raises(Refused) as refused:
        given_an_urgent_decision(item.request, on=TUESDAY)

    assert codes(refused) == ["meeting-now"]


def test_what_waits_for_the_chair_is_endorsed_and_not_decided_urgently():
    """Nothing would ever bring it to a meeting that ratifies it."""
    request = given_a_decision_in_principle().line.request

    with pytest.raises(Refused) as refused:
        given_an_urgent_decision(request, on=TUESDAY)

    assert [refusal.message for refusal in refused.value.refusals] == [
        "The panel agreed Psychological assessment in principle, and the chair has not endorsed it "
        "yet. Ask the chair or a deputy to endorse it: it can be awarded at once then."
    ]


def test_it_says_why_it_cannot_wait():
    with pytest.raises(Refused) as refused:
        given_an_urgent_decision(urgent_reason=" ", on=FRIDAY)

    assert codes(refused) == ["no-urgent-reason"]


@pytest.mark.parametrize(
    "role", ["panel_chair", "panel_member", "team_manager", "social_worker", "commissioner"]
)
def test_only_a_head_of_service_decides_urgently(role):
    request = given_an_endorsed_request(on=FRIDAY)

    with pytest.raises(Forbidden):
        given_an_urgent_decision(request, by=given_a(role, name="Somebody"), on=FRIDAY)


@pytest.mark.parametrize("part", ["requester", "endorser"])
def test_nobody_decides_urgently_what_they_raised_or_endorsed(part):
    request = given_an_endorsed_request(on=FRIDAY)
    person = getattr(request, part)
    person.roles = [*person.roles, "head_of_service"]
    person.save()
    person = type(person).objects.get(pk=person.pk)

    with pytest.raises(Refused) as refused:
        given_an_urgent_decision(request, by=person, on=FRIDAY)

    assert codes(refused) == ["own-request"]


def test_a_request_with_an_urgent_approval_is_not_withdrawn():
    decision = given_an_urgent_decision(on=FRIDAY)
    request = decision.line.request

    with pytest.raises(Refused) as refused:
        withdraw(request, by=request.requester, on=FRIDAY)

    assert codes(refused) == ["line-decided"]


@pytest.mark.parametrize(
    "role", ["panel_member", "panel_chair", "panel_administrator", "commissioner"]
)
def test_it_stays_on_the_home_page_until_it_is_ratified(role):
    given_a_meeting(on=TUESDAY)
    decision = given_an_urgent_decision(on=FRIDAY)
    person = given_a(role)

    def waits() -> bool:
        return "Urgent decisions to be ratified" in [
            group.title for group in worklist.waiting_for(person)
        ]

    assert (waits(), settled(decision, "ratify") and waits()) == (True, False)


def test_whoever_decided_sees_it_waiting_too():
    given_an_urgent_decision(on=FRIDAY)

    titles = [group.title for group in worklist.waiting_for(given_a_head_of_service())]
    assert titles == ["Urgent decisions to be ratified"]


def test_people_are_told_by_reference_only():
    decision = given_an_urgent_decision(on=FRIDAY)

    request = decision.line.request
    subject = f"{request.reference} was approved urgently and is to be ratified"
    told = Notice.objects.filter(subject=subject)
    assert request.requester_id in told.values_list("to", flat=True)
