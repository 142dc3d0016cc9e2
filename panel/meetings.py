"""Planning, opening and closing a panel meeting.

A meeting is locked while it is opened or closed. Who opens it chairs it: the chair, or a deputy in
their absence. Where neither is there the administrator opens it, and nobody chairs.
"""

import datetime as dt

from django.db import transaction

from mdps.core import audit, clock, notices, states
from mdps.core.models import User
from mdps.core.permissions import Forbidden, Permission, require
from mdps.core.rules import Refusal, ask, enforce
from mdps.core.words import day
from panel import attend, forced
from panel.chairing import NOT_A_CHAIR, may_chair, may_lead, present_chairs, require_lead
from panel.item_steps import open_item
from panel.meeting_rules import (
    CLOSE_RULES,
    OPEN_RULES,
    PLAN_RULES,
    CloseFacts,
    OpenFacts,
    PlanFacts,
)
from panel.minutes import write_papers
from panel.models import AgendaItem, Attendance, PanelMeeting
from panel.queries import meetings_on, undecided
from panel.rules_in_force import papers_due, rules_on
from referrals import agenda
from referrals.models import SupportRequest

State = PanelMeeting.State


@transaction.atomic
def plan(
    *,
    held_on: dt.date,
    starts_at: dt.time,
    place: str,
    chair: User,
    by: User,
    papers_due_at: dt.datetime | None = None,
    minutes_an_item: int | None = None,
    break_at: dt.time | None = None,
    break_minutes: int = 15,
) -> PanelMeeting:
    """Plan a meeting of the panel for the day `held_on`, to be chaired by `chair`.

    Papers are due, and items take, what the panel's rules of that day say unless given. Raises
    Forbidden, or Refused if there is a meeting on that day or `chair` cannot chair it.
    """
    require(by, Permission.MEETING_MANAGE)
    facts = PlanFacts(
        held_on=held_on,
        another_that_day=meetings_on(held_on).exists(),
        chair=chair.name,
        chair_may_chair=may_chair(chair),
    )
    enforce(PLAN_RULES, facts)
    rules = rules_on(held_on)
    meeting = PanelMeeting.objects.create(
        held_on=held_on,
        starts_at=starts_at,
        place=place,
        chair=chair,
        papers_due_at=papers_due_at or papers_due(held_on, rules),
        minutes_an_item=minutes_an_item or rules.minutes_an_item,
        break_at=break_at,
        break_minutes=break_minutes,
    )
    audit.record("panelmeeting.planned", meeting, by=by, held_on=held_on, chair=chair)
    forced.lock_planned()
    forced.put_all_on(by=by, on=clock.today())
    return meeting


@transaction.atomic
def open_meeting(meeting: PanelMeeting, *, by: User, on: dt.date) -> None:
    """Start the meeting with its first item; a chair or deputy who opens it is present and chairs.

    Locks the meeting. Raises Forbidden, or Refused before its day, with an empty agenda, if it was
    opened before, or where somebody who comes first in chairing it is present.
    """
    if not may_lead(by):
        raise Forbidden(NOT_A_CHAIR)
    _lock(meeting)
    enforce(OPEN_RULES, _open_facts(meeting, by=by, on=on))
    chairs = may_chair(by)
    if chairs:
        present = Attendance.Status.PRESENT
        attend.mark(meeting, person=by, status=present, by=by, at=clock.now())
    states.move(meeting, State.OPEN, by=by, chaired_by=by if chairs else None)
    if first := undecided(meeting.items.all()).order_by("position").first():
        open_item(first, by=by)


@transaction.atomic
def close_meeting(meeting: PanelMeeting, *, by: User, on: dt.date) -> list[AgendaItem]:
    """End the meeting. Its decisions stand; returned is what it did not reach.

    Minutes and decision sheet are frozen. What was not reached is endorsed again and its
    requester told. Locks the meeting. Raises Forbidden, or Refused while an item has decisions
    that are not released, or if it is not in progress.
    """
    forced.lock_planned(meeting)
    meeting.refresh_from_db()
    require_lead(by, meeting)
    enforce(CLOSE_RULES, _close_facts(meeting))
    left = list(not_reached(meeting))
    for item in left:
        _leave(item, by=by, on=on)
    states.move(meeting, State.CLOSED, by=by)
    write_papers(meeting, by=by)
    forced.put_all_on(by=by, on=on)
    return [item for item in left if item.request.state == SupportRequest.State.ENDORSED]


def not_reached(meeting: PanelMeeting) -> list[AgendaItem]:
    """The items of `meeting` that would be left if it were closed now, in their order."""
    waiting = meeting.items.filter(state__in=[AgendaItem.State.WAITING, AgendaItem.State.OPEN])
    return list(waiting.select_related("meeting", "request__requester").order_by("position"))


def _leave(item: AgendaItem, *, by: User, on: dt.date) -> None:
    """The meeting did not come to it, or it was withdrawn meanwhile."""
    states.move(item, AgendaItem.State.NOT_REACHED, by=by)
    request = item.request
    if request.state != SupportRequest.State.ON_AGENDA:
        return
    agenda.take_off(request, by=by, on=on)
    notices.tell(
        [request.requester],
        f"The panel meeting of {day(item.meeting.held_on)} did not reach {request.reference}. "
        "It waits for another one",
        url=request.get_absolute_url(),
    )


def refusals_against_opening(meeting: PanelMeeting, *, by: User, on: dt.date) -> list[Refusal]:
    """Why `by` cannot open the planned meeting on the day `on`; empty means they can."""
    return ask(OPEN_RULES, _open_facts(meeting, by=by, on=on))


def refusals_against_closing(meeting: PanelMeeting) -> list[Refusal]:
    """Why the meeting cannot be closed now; empty means it can."""
    return ask(CLOSE_RULES, _close_facts(meeting))


def _lock(meeting: PanelMeeting) -> None:
    locked = PanelMeeting.objects.select_for_update(of=("self",))
    meeting.refresh_from_db(from_queryset=locked)


def _open_facts(meeting: PanelMeeting, *, by: User, on: dt.date) -> OpenFacts:
    others = [person for person in present_chairs(meeting) if person != by]
    first = others[0] if others else None
    goes_before = first and (first == meeting.chair or not may_chair(by))
    return OpenFacts(
        is_planned=meeting.state == State.PLANNED,
        state=meeting.get_state_display(),
        held_on=meeting.held_on,
        on=on,
        items=meeting.items.count(),
        chairs_instead=first.name if first and goes_before else "",
    )


def _close_facts(meeting: PanelMeeting) -> CloseFacts:
    entered = undecided(meeting.items.exclude(decisions=None)).order_by("position")
    return CloseFacts(
        is_open=meeting.state == State.OPEN,
        state=meeting.get_state_display(),
        not_released=list(entered.values_list("position", flat=True)),
    )
