"""Who chairs: the chair, a deputy when the chair is absent, or nobody.

Without a chair the panel administrator leads through the agenda, and the panel decides in
principle only.
"""

from django.db import transaction

from mdps.core import audit
from mdps.core.models import User
from mdps.core.permissions import Forbidden, Permission, can
from mdps.core.rules import Refusal, Refused
from panel.models import Attendance, PanelMeeting, PanelSeat

NOT_A_CHAIR = "Only a panel chair or a deputy chairs a meeting."


def may_chair(person: User) -> bool:
    """Whether `person` may chair: a panel chair, or a member who is a deputy."""
    if not can(person, Permission.PANEL_DECIDE):
        return False
    return can(person, Permission.MEETING_MANAGE) or is_deputy(person)


def is_deputy(person: User) -> bool:
    """Whether `person` chairs when the chair is absent. One query, and the answer is kept with
    them."""
    seat: PanelSeat | None = getattr(person, "panel_seat", None)
    return seat is not None and seat.is_deputy


def may_lead(person: User) -> bool:
    """Whether `person` may ever lead a meeting: chairs, deputies and administrators."""
    return can(person, Permission.MEETING_MANAGE) or may_chair(person)


def leads(meeting: PanelMeeting, person: User) -> bool:
    """Whether `person` leads this meeting: who chairs it, or an administrator if nobody does."""
    if meeting.chaired_by_id:
        return meeting.chaired_by_id == person.pk
    return may_lead(person)


def require_lead(person: User, meeting: PanelMeeting) -> None:
    """Raise Forbidden unless `person` leads the meeting."""
    if not may_lead(person):
        raise Forbidden(NOT_A_CHAIR)
    if not leads(meeting, person):
        chair = meeting.chaired_by.name if meeting.chaired_by else "Nobody"
        raise Forbidden(f"{chair} chairs this meeting. Ask them, or take the chair.")


def present_chairs(meeting: PanelMeeting) -> list[User]:
    """Those in the room who may chair, the meeting's own chair first."""
    there = meeting.attendances.filter(status=Attendance.Status.PRESENT, person__isnull=False)
    people = [each.person for each in there.select_related("person__panel_seat")]
    chairs = [person for person in people if person and may_chair(person)]
    return sorted(chairs, key=lambda person: (person.pk != meeting.chair_id, person.name))


@transaction.atomic
def take_chair(meeting: PanelMeeting, *, by: User) -> None:
    """From now on `by` chairs the meeting in progress; twice is the same as once.

    Locks the meeting. Raises Forbidden, or Refused where it is not in progress, or where a deputy
    would take it from the meeting's own chair who is present.
    """
    if not may_chair(by):
        raise Forbidden(NOT_A_CHAIR)
    meeting.refresh_from_db(from_queryset=PanelMeeting.objects.select_for_update())
    if refusals := against_taking(meeting, by=by):
        raise Refused(refusals)
    if meeting.chaired_by_id == by.pk:
        return
    meeting.chaired_by = by
    meeting.save(update_fields=["chaired_by"])
    audit.record("panelmeeting.chaired", meeting, by=by, chair=by.name)


def against_taking(meeting: PanelMeeting, *, by: User) -> list[Refusal]:
    """Why `by` cannot take the chair now; empty means they can."""
    if meeting.state != PanelMeeting.State.OPEN:
        return [Refusal("not-open", f"The meeting is {meeting.get_state_display().lower()}.")]
    chairs = present_chairs(meeting)
    if by not in chairs:
        return [
            Refusal("not-present", "You are not marked as present. Mark your attendance first.")
        ]
    if meeting.chair in chairs and by != meeting.chair:
        return [
            Refusal(
                "chair-present", f"{meeting.chair.name} is present, so a deputy does not chair."
            )
        ]
    return []
