"""The rules of extending the council's time (reg 34).

Each is a pure function of the facts.
"""

import datetime as dt
from dataclasses import dataclass

from mdps.core.rules import Refusal
from mdps.core.words import day
from suppliers.models import Application
from suppliers.working_time import ALLOWED, EXTENDED


@dataclass(frozen=True, kw_only=True)
class Extending:
    """An application whose time somebody wants to extend on the day `on`."""

    reference: str
    state: str
    due_on: dt.date | None
    on: dt.date
    reason: str
    extended_on: dt.date | None = None
    stands_still: bool = False


def is_open(facts: Extending) -> Refusal | None:
    """Only what is not decided has time to extend."""
    if facts.state not in Application.OPEN:
        label = Application.State(facts.state).label.lower()
        return Refusal("not-open", f"{facts.reference} is {label}, so it has no time to extend.")
    return None


def not_extended_yet(facts: Extending) -> Refusal | None:
    """The time is extended once, from 10 to 15 working days (reg 34)."""
    if facts.extended_on:
        return Refusal(
            "extended-already",
            f"The time was extended to {EXTENDED} working days on {day(facts.extended_on)}. It "
            "cannot be extended again.",
            "reg 34",
        )
    return None


def not_overdue(facts: Extending) -> Refusal | None:
    """The time is extended before it is over; its last day is still inside."""
    if facts.due_on and not facts.stands_still and facts.on > facts.due_on:
        return Refusal(
            "overdue",
            f"The {ALLOWED} working days ended on {day(facts.due_on)}, so they cannot be extended "
            "any more. Decide the application.",
            "reg 34",
        )
    return None


def reason_is_given(facts: Extending) -> Refusal | None:
    """An extension has its reason."""
    if not facts.reason.strip():
        return Refusal("no-reason", "Enter why more time is needed.", "reg 34", field="reason")
    return None


POSSIBLE = (is_open, not_extended_yet, not_overdue)
EXTEND = (*POSSIBLE, reason_is_given)
