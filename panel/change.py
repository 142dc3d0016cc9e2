"""Changing the date, time, place or chair of a planned meeting."""

import datetime as dt
from dataclasses import replace

from django.db import IntegrityError, transaction

from mdps.core import audit, notices
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, Refused, ask, enforce
from mdps.core.words import day, listed, time
from panel.chairing import may_chair
from panel.change_rules import CANCEL_RULES, CHANGE_RULES, CancelFacts, ChangeFacts
from panel.models import PanelMeeting
from panel.queries import meetings_on

FIELDS = ("held_on", "starts_at", "place", "chair")


@transaction.atomic
def change(
    meeting: PanelMeeting,
    *,
    held_on: dt.date,
    starts_at: dt.time,
    place: str,
    chair: User,
    by: User,
    on: dt.date,
) -> bool:
    """Give the planned meeting these facts; whether anything changed. Its agenda stays.

    Locks the meeting. Idempotent: nothing changed writes and tells nothing. A new day is told
    to the requesters of what is on the agenda, a new chair to both chairs.

    Raises Forbidden, or Refused once it has begun, for a day that is over or taken, or for
    somebody who cannot chair it.
    """
    require(by, Permission.MEETING_MANAGE, on=meeting)
    meeting.refresh_from_db(from_queryset=PanelMeeting.objects.select_for_update())
    before, was, was_on = meeting.chair, _in_words(meeting), meeting.held_on
    facts = _facts(meeting, held_on=held_on, chair=chair, on=on)
    enforce(CHANGE_RULES, facts)
    meeting.held_on, meeting.starts_at = held_on, starts_at
    meeting.place, meeting.chair = place.strip(), chair
    now = _in_words(meeting)
    changed = [field for field in was if was[field] != now[field]]
    if not changed:
        return False
    _save(meeting, facts)
    detail = {f"{field}_was": was[field] for field in changed}
    detail |= {f"{field}_is": now[field] for field in changed}
    audit.record("panelmeeting.changed", meeting, by=by, changed=listed(changed), **detail)
    if was_on != meeting.held_on:
        _tell_requesters(meeting)
    if before != chair:
        _tell_chairs(meeting, before, by=by)
    return True


def refusals_against_changing(meeting: PanelMeeting) -> list[Refusal]:
    """Why the meeting cannot be changed or cancelled at all; empty means it can."""
    return ask(CANCEL_RULES, cancel_facts(meeting))


def cancel_facts(meeting: PanelMeeting) -> CancelFacts:
    """The facts that CANCEL_RULES ask about."""
    return CancelFacts(
        is_planned=meeting.state == PanelMeeting.State.PLANNED, state=meeting.get_state_display()
    )


def _facts(meeting: PanelMeeting, *, held_on: dt.date, chair: User, on: dt.date) -> ChangeFacts:
    return ChangeFacts(
        **vars(cancel_facts(meeting)),
        was_on=meeting.held_on,
        held_on=held_on,
        on=on,
        another_that_day=meetings_on(held_on).exclude(pk=meeting.pk).exists(),
        chair=chair.name,
        chair_may_chair=may_chair(chair),
    )


def _save(meeting: PanelMeeting, facts: ChangeFacts) -> None:
    """Write it. Of two meetings that are moved to one day at once, the second is refused."""
    try:
        with transaction.atomic():
            meeting.save(update_fields=FIELDS)
    except IntegrityError as error:
        raise Refused(ask(CHANGE_RULES, replace(facts, another_that_day=True))) from error


def _in_words(meeting: PanelMeeting) -> dict[str, str]:
    return {
        "date": day(meeting.held_on),
        "time": time(meeting.starts_at),
        "place": meeting.place,
        "chair": meeting.chair.name,
    }


def _tell_requesters(meeting: PanelMeeting) -> None:
    """By reference and link only: the notice goes by e-mail too."""
    for item in meeting.items.select_related("request__requester").order_by("position"):
        request = item.request
        if request.state == request.State.ON_AGENDA:
            said = f"{request.reference} comes to the panel meeting of {day(meeting.held_on)} now"
            notices.tell([request.requester], said, url=request.get_absolute_url())


def _tell_chairs(meeting: PanelMeeting, before: User, *, by: User) -> None:
    said = f"{meeting.chair.name} chairs the panel meeting of {day(meeting.held_on)} now"
    others = [person for person in (before, meeting.chair) if person != by]
    notices.tell(others, said, url=meeting.get_absolute_url())
