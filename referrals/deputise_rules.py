"""Who may stand in for a team manager, and when. Pure: no database, nothing raised."""

import datetime as dt
from dataclasses import dataclass

from mdps.core import words
from mdps.core.rules import Refusal


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Somebody about to be named; `taken` are the days for which somebody stands in already."""

    has_team: bool
    is_somebody_else: bool
    is_manager: bool
    deputy: str
    starts_on: dt.date
    ends_on: dt.date
    taken: tuple[tuple[dt.date, dt.date], ...]
    on: dt.date


def has_a_team(facts: Standing) -> Refusal | None:
    """Only somebody who manages a team needs a deputy."""
    if facts.has_team:
        return None
    return Refusal("no-team", "You are not in a team, so nobody can stand in for you.")


def is_somebody_else(facts: Standing) -> Refusal | None:
    """The deputy is another person."""
    if facts.is_somebody_else:
        return None
    return Refusal("own-deputy", "Select somebody else", field="deputy")


def is_a_manager(facts: Standing) -> Refusal | None:
    """The deputy is a team manager, of whichever team."""
    if facts.is_manager:
        return None
    return Refusal("not-manager", f"{facts.deputy} is not a team manager.", field="deputy")


def starts_in_future(facts: Standing) -> Refusal | None:
    """It starts today or later."""
    if facts.starts_on >= facts.on:
        return None
    return Refusal(
        "starts-in-past",
        f"{words.day(facts.starts_on)} is in the past. "
        f"Enter {words.day(facts.on)} or a later date.",
        field="starts_on",
    )


def ends_after_start(facts: Standing) -> Refusal | None:
    """The last day is the first day or later."""
    if facts.ends_on >= facts.starts_on:
        return None
    return Refusal(
        "dates-out-of-order",
        f"The last day, {words.day(facts.ends_on)}, is before the first, "
        f"{words.day(facts.starts_on)}. Enter a later last day.",
        field="ends_on",
    )


def days_are_free(facts: Standing) -> Refusal | None:
    """One deputy at a time."""
    if not facts.taken:
        return None
    first, last = facts.taken[0]
    return Refusal(
        "days-taken",
        f"Somebody stands in for you from {words.day(first)} to {words.day(last)} already. "
        "End that first, or enter other days.",
        field="starts_on",
    )


RULES = (
    has_a_team,
    is_somebody_else,
    is_a_manager,
    starts_in_future,
    ends_after_start,
    days_are_free,
)
