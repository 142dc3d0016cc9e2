"""Who is at a meeting: present, sends apologies, has left. Members count towards the quorum."""

import datetime as dt

from django.db import transaction

from mdps.core import audit
from mdps.core.models import User
from mdps.core.permissions import Permission, can, require
from mdps.core.rules import Refusal, Refused, ask
from panel.attend_rules import RULES, AttendFacts
from panel.models import Attendance, PanelMeeting, PanelSeat

Status = Attendance.Status


@transaction.atomic
def mark(
    meeting: PanelMeeting,
    *,
    person: User | None = None,
    name: str = "",
    status: str,
    by: User,
    at: dt.datetime,
) -> Attendance:
    """Mark a member (`person`) or somebody else (`name`) at the moment `at`.

    A member may mark themselves, whoever arranges meetings anybody. Locks the meeting. Marking
    the same again changes nothing; coming back keeps the first arrival. Raises Forbidden, or
    Refused for a meeting that is over, a nameless guest, or leaving without having come.
    """
    if person != by or not can(by, Permission.PANEL_DECIDE):
        require(by, Permission.MEETING_MANAGE, on=meeting)
    meeting.refresh_from_db(from_queryset=PanelMeeting.objects.select_for_update())
    name = person.name if person else " ".join(name.split())
    found = meeting.attendances.filter(person=person, name__iexact=name).first()
    if person:
        found = meeting.attendances.filter(person=person).first()
    if refusals := ask(RULES, _facts(meeting, found, name, status)):
        raise Refused(refusals)
    if found and found.status == status:
        return found
    attendance = found or Attendance(meeting=meeting, person=person, name=name)
    _write(attendance, status, at)
    audit.record(f"attendance.{status}", meeting, by=by, name=name)
    return attendance


def refusals_against_marking(meeting: PanelMeeting) -> list[Refusal]:
    """Why attendance can no longer be marked; empty means it can."""
    return ask(RULES, _facts(meeting, None, "Somebody", Status.PRESENT))


def _facts(meeting: PanelMeeting, found: Attendance | None, name: str, status: str) -> AttendFacts:
    return AttendFacts(
        meeting=str(meeting),
        meeting_state=meeting.get_state_display(),
        is_over=not PanelMeeting.TRANSITIONS[PanelMeeting.State(meeting.state)],
        name=name,
        status=status,
        has_come=bool(found and found.arrived_at),
    )


def _write(attendance: Attendance, status: str, at: dt.datetime) -> None:
    person = attendance.person
    seat = PanelSeat.objects.filter(person=person).first() if person else None
    attendance.status = status
    attendance.area = seat.area if seat else attendance.area
    attendance.counts = bool(person and can(person, Permission.PANEL_DECIDE))
    if status == Status.PRESENT:
        attendance.arrived_at, attendance.left_at = attendance.arrived_at or at, None
    elif status == Status.LEFT:
        attendance.left_at = at
    else:
        attendance.arrived_at = attendance.left_at = None
    attendance.save()
