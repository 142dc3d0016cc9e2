"""Deciding items, through the real actions."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection
from django.db.utils import DatabaseError

from mdps.core.models import AuditEvent, Notice
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused
from panel import agenda, meetings
from panel.decide import Answer, decide, decide_all
from panel.models import AgendaItem, PanelDecision
from referrals.withdraw import withdraw
from tests.build.panel import (
    TODAY,
    given_a_chair,
    given_a_meeting,
    given_an_approved_line,
    given_an_item,
    given_an_open_item,
    given_it_is_closed,
    given_it_is_open,
)
from tests.build.people import given_a
from tests.build.referrals import given_an_endorsed_request

pytestmark = pytest.mark.django_db

TWO_LINES = [("Play therapy", 12, Decimal("720.00")), ("Mentoring", 10, Decimal("350.00"))]


def answers(item: AgendaItem, *given: tuple[str, str | None]) -> list[Answer]:
    return [
        Answer(line=line, kind=kind, amount=Decimal(amount) if amount else None, reasons="Because.")
        for line, (kind, amount) in zip(item.request.lines.all(), given, strict=True)
    ]


def decided(item: AgendaItem, *given: tuple[str, str | None], on: dt.date = TODAY) -> None:
    """Decided, closed and so released."""
    decide_all(item, answers(item, *given), by=given_a_chair(), on=on)
    given_it_is_closed(item, on=on)


def lines(item: AgendaItem) -> list[tuple[str, Decimal]]:
    return list(item.request.lines.values_list("state", "approved_amount"))


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [refusal.code for refusal in refused.value.refusals]


def test_an_approval_gives_the_line_its_amount_for_three_months():
    line = given_an_approved_line(amount=Decimal("840.00"), on=TODAY)

    assert (line.state, line.approved_amount, line.approved_until) == (
        "approved",
        Decimal("840.00"),
        dt.date(2026, 9, 2),
    )
    assert line.request.state == "decided"


def test_a_part_is_approved_with_its_amount_and_a_declined_line_with_none():
    item = given_an_open_item(lines=TWO_LINES)

    decided(item, ("approve_in_part", "480.00"), ("decline", None))

    assert lines(item) == [("approved", Decimal("480.00")), ("declined", Decimal("0.00"))]
    assert item.request.state == "decided"


def test_a_deferral_sends_the_request_back_with_what_was_approved():
    item = given_an_open_item(lines=TWO_LINES)

    decided(item, ("approve", None), ("defer", None))

    assert lines(item) == [("approved", Decimal("720.00")), ("proposed", Decimal("0.00"))]
    assert item.request.state == "endorsed"


def test_a_later_meeting_decides_only_what_was_deferred():
    item = given_an_open_item(lines=TWO_LINES)
    decided(item, ("approve", None), ("defer", None))
    later = given_an_open_item(item.request, on=TODAY + dt.timedelta(days=14))
    approved_before, deferred = later.request.lines.all()

    with pytest.raises(Refused) as refused:
        decide(later, approved_before, kind="decline", reasons="No.", by=given_a_chair(), on=TODAY)
    decide(later, deferred, kind="approve", reasons="Now.", by=given_a_chair(), on=TODAY)
    given_it_is_closed(later)

    assert codes(refused) == ["line-closed"]
    assert lines(later) == [("approved", Decimal("720.00")), ("approved", Decimal("350.00"))]
    later.request.refresh_from_db()
    assert later.request.state == "decided"


def test_the_request_waits_until_its_last_line_is_decided():
    item = given_an_open_item(lines=TWO_LINES)
    first, _ = item.request.lines.all()

    decide(item, first, kind="approve", reasons="Yes.", by=given_a_chair(), on=TODAY)

    item.request.refresh_from_db()
    assert (item.request.state, Notice.objects.filter(subject__contains="panel").count()) == (
        "on_agenda",
        0,
    )


def test_all_lines_are_decided_or_none():
    item = given_an_open_item(lines=TWO_LINES)

    with pytest.raises(Refused) as refused:
        decided(item, ("approve", None), ("approve_in_part", "350.00"))

    second = item.request.lines.last()
    assert [(each.code, each.field) for each in refused.value.refusals] == [
        ("part-amount", f"amount-{second.pk}")
    ]
    assert lines(item) == [("proposed", Decimal("0.00")), ("proposed", Decimal("0.00"))]
    assert PanelDecision.objects.count() == 0


def test_a_line_is_decided_once():
    item = given_an_open_item(lines=TWO_LINES)
    first, _ = item.request.lines.all()
    decide(item, first, kind="defer", reasons="Later.", by=given_a_chair(), on=TODAY)

    with pytest.raises(Refused) as refused:
        decide(item, first, kind="approve", reasons="Now.", by=given_a_chair(), on=TODAY)

    assert codes(refused) == ["already-decided"]


def test_a_line_of_another_request_is_refused():
    item = given_an_open_item()
    other = given_an_item().request.lines.get()

    with pytest.raises(Refused) as refused:
        decide(item, other, kind="approve", reasons="Yes.", by=given_a_chair(), on=TODAY)

    assert codes(refused) == ["other-request"]


def test_nothing_is_decided_before_the_meeting_is_opened():
    item = given_an_item()

    with pytest.raises(Refused) as refused:
        decided(item, ("approve", None))

    assert codes(refused) == ["meeting-not-open"]


def test_an_item_that_somebody_took_off_meanwhile_is_not_decided():
    item = given_an_item(lines=TWO_LINES)
    given_an_item()
    looked_at = AgendaItem.objects.get(pk=item.pk)
    given = answers(item, ("approve", None), ("approve", None))
    agenda.take_off(item, by=given_a("panel_administrator"), on=TODAY)
    given_it_is_open(item.meeting)

    with pytest.raises(Refused) as refused:
        decide_all(looked_at, given, by=given_a_chair(), on=TODAY)

    assert codes(refused) == ["wrong-state"]
    assert str(refused.value) == (
        f"{looked_at.request.reference} was taken off the agenda while you were looking at it. "
        "Refresh the page."
    )


def test_a_withdrawn_request_is_not_decided():
    item = given_an_open_item()
    withdraw(item.request, by=item.request.requester, on=TODAY)

    with pytest.raises(Refused) as refused:
        decided(item, ("approve", None))

    assert codes(refused) == ["not-on-agenda"]


@pytest.mark.parametrize("part", ["requester", "endorser"])
def test_nobody_decides_what_they_raised_or_endorsed(part):
    item = given_an_open_item()
    person = getattr(item.request, part)
    person.roles = [*person.roles, "panel_member"]
    person.save()
    person = type(person).objects.get(pk=person.pk)

    with pytest.raises(Refused) as refused:
        decide_all(item, answers(item, ("approve", None)), by=person, on=TODAY)

    assert codes(refused) == ["own-request"]


@pytest.mark.parametrize("role", ["panel_administrator", "commissioner", "auditor"])
def test_only_the_panel_decides(role):
    item = given_an_open_item()

    with pytest.raises(Forbidden):
        decide_all(item, answers(item, ("approve", None)), by=given_a(role), on=TODAY)


def test_requester_and_endorser_are_told_by_reference_only():
    item = given_an_open_item()
    Notice.objects.all().delete()

    decided(item, ("approve", None))

    request = item.request
    assert set(Notice.objects.values_list("to", "subject", "url")) == {
        (person, f"{request.reference} was decided by the panel", request.get_absolute_url())
        for person in (request.requester_id, request.endorser_id)
    }


def test_every_decision_leaves_an_audit_line_on_the_request():
    item = given_an_open_item(lines=TWO_LINES)

    decided(item, ("approve_in_part", "480.00"), ("defer", None))

    found = AuditEvent.objects.filter(subject=item.request.reference, action__startswith="panel.")
    assert list(found.order_by("id").values_list("action", "detail__amount")) == [
        ("panel.approve_in_part", "£480.00"),
        ("panel.defer", "£0.00"),
    ]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "statement",
    ["UPDATE panel_paneldecision SET reasons = ''", "DELETE FROM panel_paneldecision"],
)
def test_a_decision_is_never_changed_in_the_database(statement):
    given_an_approved_line()

    with connection.cursor() as cursor, pytest.raises(DatabaseError):
        cursor.execute(statement)


def test_a_meeting_of_25_items_is_decided_and_closed():
    requests = [given_an_endorsed_request(on=TODAY) for _ in range(25)]
    meeting = given_a_meeting()
    items = agenda.add_items(meeting, requests, by=given_a("panel_administrator"), on=TODAY)
    given_it_is_open(meeting)

    for item in items:
        decided(item, ("approve", None))
    meetings.close_meeting(meeting, by=given_a_chair(), on=TODAY)

    assert (meeting.state, PanelDecision.objects.count()) == ("closed", 25)
