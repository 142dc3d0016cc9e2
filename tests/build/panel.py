"""Meetings and decisions of the tests, by the whole real road: every step is an action."""

import datetime as dt
from decimal import Decimal
from typing import Any

from lots.models import Service
from mdps.core import clock
from mdps.core.models import User
from panel import agenda, attend, meetings
from panel.decide import decide
from panel.item_steps import close_item, open_item
from panel.models import AgendaItem, Attendance, PanelMeeting, PanelSeat
from panel.queries import meetings_on
from referrals.models import RequestLine, SupportRequest
from tests.build.budgets import given_budgets
from tests.build.people import given_a
from tests.build.referrals import given_an_endorsed_request

TODAY = dt.date(2026, 6, 2)


def given_a_chair() -> User:
    return given_a("panel_chair")


def given_a_meeting(*, on: dt.date = TODAY) -> PanelMeeting:
    """The panel's meeting of the day `on`, with budgets; the same one when asked again."""
    given_budgets(on=on)
    already = meetings_on(on).first()
    return already or meetings.plan(
        held_on=on,
        starts_at=dt.time(9, 30),
        place="Committee room 2",
        chair=given_a_chair(),
        by=given_a("panel_administrator"),
        papers_due_at=clock.start_of(on + dt.timedelta(days=1)),  # nothing is late by accident
    )


def given_an_item(
    request: SupportRequest | None = None, *, on: dt.date = TODAY, **options: Any
) -> AgendaItem:
    """An item of the planned meeting of the day `on`, of `request` or one with `options`."""
    request = request or given_an_endorsed_request(on=on, **options)
    return agenda.add_item(
        given_a_meeting(on=on), request, by=given_a("panel_administrator"), on=on
    )


def given_an_open_item(
    request: SupportRequest | None = None, *, on: dt.date = TODAY, **options: Any
) -> AgendaItem:
    """An item of a meeting in progress."""
    item = given_an_item(request, on=on, **options)
    given_it_is_open(item.meeting, on=on)
    item.refresh_from_db()
    if item.state == AgendaItem.State.WAITING:
        open_item(item, by=given_a_chair())
        item.refresh_from_db()
    return item


def given_it_is_open(meeting: PanelMeeting, *, on: dt.date = TODAY) -> PanelMeeting:
    """The meeting in progress, with a quorum, whether it was before or not."""
    meeting.refresh_from_db()
    if meeting.state == PanelMeeting.State.PLANNED:
        meetings.open_meeting(meeting, by=given_a_chair(), on=on)
        given_a_quorum(meeting)
    return meeting


def given_a_quorum(meeting: PanelMeeting) -> list[Attendance]:
    """Two members beside the chair, one of them for safeguarding."""
    return [
        given_somebody_present(meeting, given_a_member(f"Member for {area}", area=area))
        for area in ("safeguarding", "health")
    ]


def given_a_member(name: str, *, area: str = "safeguarding", is_deputy: bool = False) -> User:
    """A panel member with a seat."""
    member = given_a("panel_member", name=name)
    PanelSeat.objects.get_or_create(person=member, defaults={"area": area, "is_deputy": is_deputy})
    return member


def given_somebody_present(meeting: PanelMeeting, person: User) -> Attendance:
    return attend.mark(
        meeting, person=person, status="present", by=given_a("panel_administrator"), at=clock.now()
    )


def given_it_is_decided(
    item: AgendaItem, *kinds: str, on: dt.date = TODAY, close: bool = True, by: User | None = None
) -> AgendaItem:
    """Each open line of the item decided (approved unless said), and the item closed."""
    by = by or given_a_chair()
    lines = [line for line in item.request.lines.all() if line.state == line.State.PROPOSED]
    for line, kind in zip(lines, kinds or ["approve"] * len(lines), strict=True):
        decide(item, line, kind=kind, reasons="Because.", by=by, on=on)
    return given_it_is_closed(item, on=on, by=by) if close else item


def given_it_is_closed(
    item: AgendaItem, *, on: dt.date = TODAY, by: User | None = None
) -> AgendaItem:
    """The decided item with its decisions released."""
    close_item(item, by=by or given_a_chair(), on=on)
    item.refresh_from_db()
    item.request.refresh_from_db()
    return item


def given_an_approved_line(
    *,
    service: Service | str = "Psychological assessment",
    units: int = 1,
    amount: Decimal = Decimal("1200.00"),
    on: dt.date = TODAY,
    **options: Any,
) -> RequestLine:
    """A line that the panel approved in full on the day `on`, for three months.

    Each is of a child of its own, unless a case reference is given.
    """
    options.setdefault("case_reference", f"LCS-{5_000_000 + SupportRequest.objects.count()}")
    request = given_an_endorsed_request(on=on, lines=[(service, units, amount)], **options)
    item = given_an_open_item(request, on=on)
    line = request.lines.get()
    decide(item, line, kind="approve", reasons="Meets the need.", by=given_a_chair(), on=on)
    close_item(item, by=given_a_chair(), on=on)
    return RequestLine.objects.select_related("request").get(pk=line.pk)
