"""The rules of suspending, reinstating and removing.

Each is a pure function of the facts.
"""

import datetime as dt
from dataclasses import dataclass

from mdps.core import words
from mdps.core.rules import Refusal
from suppliers.models import Admission

State = Admission.State


@dataclass(frozen=True, kw_only=True)
class Standing:
    """An admission as it stands on the day `on`; `name` is "Severn Assessments on Lot 1"."""

    name: str
    state: str
    admitted_on: dt.date
    suspended_on: dt.date | None
    on: dt.date


def is_not_removed(facts: Standing) -> Refusal | None:
    """What has ended stays ended; the supplier applies again instead."""
    if facts.state == State.REMOVED:
        return Refusal(
            "removed", f"{facts.name} is removed. The supplier can apply for the lot again.", "CR 3"
        )
    return None


def is_not_suspended(facts: Standing) -> Refusal | None:
    """Only a running admission is suspended."""
    if facts.state == State.SUSPENDED:
        since = words.day(facts.suspended_on)
        return Refusal("suspended", f"{facts.name} is suspended since {since} already.", "CR 3")
    return None


def is_suspended(facts: Standing) -> Refusal | None:
    """Only a suspended admission is reinstated."""
    if facts.state == State.ADMITTED:
        return Refusal("not-suspended", f"{facts.name} is not suspended.", "CR 3")
    return None


def not_before_it_began(facts: Standing) -> Refusal | None:
    """Nothing is decided for a day before the admission or before its suspension."""
    began = max(facts.admitted_on, facts.suspended_on or facts.admitted_on)
    if facts.on < began:
        return Refusal(
            "before-it-began",
            f"{facts.name} stands as it is since {words.day(began)}. "
            f"Decide for that day or a later one, not for {words.day(facts.on)}.",
        )
    return None


SUSPEND = (is_not_removed, is_not_suspended, not_before_it_began)
REINSTATE = (is_not_removed, is_suspended, not_before_it_began)
REMOVE = (is_not_removed, not_before_it_began)
