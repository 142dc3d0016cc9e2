"""The rules of setting how a lot can be applied for.

Each is a pure function of the facts.
"""

import datetime as dt
from dataclasses import dataclass

from mdps.core.rules import Refusal
from mdps.core.words import day


@dataclass(frozen=True, kw_only=True)
class Setting:
    """A new rule; `already` is whether the one that holds on that day is the same."""

    lot: str
    opening: str
    effective_from: dt.date
    today: dt.date
    already: bool
    reason: str


def not_in_the_past(facts: Setting) -> Refusal | None:
    """A rule holds from today or from a later day."""
    if facts.effective_from < facts.today:
        return Refusal(
            "in-the-past",
            f"{day(facts.effective_from)} is over. Enter {day(facts.today)} or a later day.",
            field="effective_from",
        )
    return None


def changes_something(facts: Setting) -> Refusal | None:
    """A rule is set only where it differs from the one before."""
    if facts.already:
        return Refusal(
            "no-change",
            f"{facts.lot} is {facts.opening} on {day(facts.effective_from)} already. "
            "Choose the other rule or another day.",
            field="opening",
        )
    return None


def reason_is_given(facts: Setting) -> Refusal | None:
    """The reason for the rule is recorded."""
    if not facts.reason.strip():
        return Refusal("no-reason", "Enter why the rule changes.", field="reason")
    return None


RULES = (not_in_the_past, changes_something, reason_is_given)
