"""When a planned meeting may be changed or cancelled: pure rules of frozen facts.

The new day and chair answer to the rules of planning too.
"""

import datetime as dt
from dataclasses import dataclass

from mdps.core import words
from mdps.core.rules import Refusal
from panel.meeting_rules import PLAN_RULES, PlanFacts


@dataclass(frozen=True, kw_only=True)
class CancelFacts:
    """A meeting that is to be cancelled."""

    is_planned: bool
    state: str  # in words


@dataclass(frozen=True, kw_only=True)
class ChangeFacts(PlanFacts, CancelFacts):
    """A meeting of the day `was_on` that is to be changed on the day `on`."""

    was_on: dt.date
    on: dt.date


def has_not_begun(facts: CancelFacts) -> Refusal | None:
    """Only a planned meeting is changed or cancelled."""
    if not facts.is_planned:
        return Refusal(
            "not-planned",
            f"The meeting is {facts.state.lower()}. "
            "Only a planned meeting can be changed or cancelled.",
        )
    return None


def is_not_moved_to_the_past(facts: ChangeFacts) -> Refusal | None:
    """A meeting is moved to today or a later day."""
    if facts.held_on != facts.was_on and facts.held_on < facts.on:
        return Refusal(
            "day-is-over",
            f"{words.day(facts.held_on)} is over. Enter {words.day(facts.on)} or a later day.",
            field="held_on",
        )
    return None


CANCEL_RULES = (has_not_begun,)
CHANGE_RULES = (has_not_begun, is_not_moved_to_the_past, *PLAN_RULES)
