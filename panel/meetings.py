"""Planning, opening and closing a panel meeting.

A meeting is locked while it is opened or closed. The one who does so may both arrange
meetings and decide: the chair.
"""

import datetime as dt

from django.db import transaction

from mdps.core import audit, states
from mdps.core.models import User
from mdps.core.permissions import Permission, can, require
from mdps.core.rules import Refusal, ask, enforce
from panel.meeting_rules import (
    CLOSE_RULES,
    OPEN_RULES,
    PLAN_RULES,
    CloseFacts,
    OpenFacts,
    PlanFacts,
)
from panel.models import PanelMeeting
from panel.queries import meetings_on, undecided

State = PanelMeeting.State


@transaction.atomic
def plan(
    *, held_on: dt.date, starts_at: dt.time, place: str, chair: User, by: User
) -> PanelMeeting:
    """Plan a meeting of the panel for the day `held_on`, chaired by `chair`.

    Raises Forbidden, or Refused if there is one on that day or `chair` cannot chair it.
    """
    require(by, Permission.MEETING_MANAGE)
    facts = PlanFacts(
        held_on=held_on,
        another_that_day=meetings_on(held_on).exists(),
        chair=chair.name,
        chair_may_chair=may_chair(chair),
    )
    enforce(PLAN_RULES, facts)
    meeting = PanelMeeting.objects.create(
        held_on=held_on, starts_at=starts_at, place=place, chair=chair
    )
    audit.record("panelmeeting.planned", meeting, by=by, held_on=held_on, chair=chair)
    return meeting


@transaction.atomic
def open_meeting(meeting: PanelMeeting, *, by: User, on: dt.date) -> None:
    """Start the meeting, so that its items can be decided.

    Locks the meeting. Raises Forbidden, or Refused before its day, with an empty agenda, or if
    it was opened before.
    """
    _require_chair(by, meeting)
    _lock(meeting)
    enforce(OPEN_RULES, _open_facts(meeting, on=on))
    states.move(meeting, State.OPEN, by=by)


@transaction.atomic
def close_meeting(meeting: PanelMeeting, *, by: User, on: dt.date) -> None:
    """End the meeting. Its decisions stand as they are.

    Locks the meeting. Raises Forbidden, or Refused while an item has an undecided line or if it
    is not in progress.
    """
    _require_chair(by, meeting)
    _lock(meeting)
    enforce(CLOSE_RULES, _close_facts(meeting))
    states.move(meeting, State.CLOSED, by=by)


def refusals_against_opening(meeting: PanelMeeting, *, on: dt.date) -> list[Refusal]:
    """Why the planned meeting cannot be opened on the day `on`; empty means it can."""
    return ask(OPEN_RULES, _open_facts(meeting, on=on))


def refusals_against_closing(meeting: PanelMeeting) -> list[Refusal]:
    """Why the meeting cannot be closed now; empty means it can."""
    return ask(CLOSE_RULES, _close_facts(meeting))


def may_chair(person: User) -> bool:
    """Whether `person` may both arrange a meeting and decide in it."""
    return can(person, Permission.MEETING_MANAGE) and can(person, Permission.PANEL_DECIDE)


def _require_chair(by: User, meeting: PanelMeeting) -> None:
    require(by, Permission.MEETING_MANAGE, on=meeting)
    require(by, Permission.PANEL_DECIDE, on=meeting)


def _lock(meeting: PanelMeeting) -> None:
    meeting.refresh_from_db(from_queryset=PanelMeeting.objects.select_for_update())


def _open_facts(meeting: PanelMeeting, *, on: dt.date) -> OpenFacts:
    return OpenFacts(
        is_planned=meeting.state == State.PLANNED,
        state=meeting.get_state_display(),
        held_on=meeting.held_on,
        on=on,
        items=meeting.items.count(),
    )


def _close_facts(meeting: PanelMeeting) -> CloseFacts:
    return CloseFacts(
        is_open=meeting.state == State.OPEN,
        state=meeting.get_state_display(),
        undecided=list(
            undecided(meeting.items.all()).order_by("position").values_list("position", flat=True)
        ),
    )
