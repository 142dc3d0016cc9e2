"""The rules of exercising the option to extend the term (CR 1, CR 2)."""

import datetime as dt
from dataclasses import dataclass

from mdps.core.rules import Refusal
from mdps.core.words import day

MOST_YEARS = 2


@dataclass(frozen=True, kw_only=True)
class Extension:
    """An extension to `ends_on`, its last day, decided on the day `on`. Days are inclusive."""

    on: dt.date
    ends_on: dt.date
    initial_term_ends: dt.date
    extension_ends: dt.date | None

    @property
    def latest(self) -> dt.date:
        """The last day of two more years: 31 May 2029 after 31 May 2027."""
        last = self.initial_term_ends + dt.timedelta(days=1)
        return last.replace(year=last.year + MOST_YEARS) - dt.timedelta(days=1)


def option_is_open(facts: Extension) -> Refusal | None:
    """The option was not exercised yet."""
    if facts.extension_ends is None:
        return None
    return Refusal(
        "already-extended",
        f"The term was extended to {day(facts.extension_ends)} already. The option is exercised "
        "once.",
        "CR 1, CR 2",
    )


def is_decided_in_time(facts: Extension) -> Refusal | None:
    """It is dated on or before the last day of the initial term; that day is allowed."""
    if facts.on <= facts.initial_term_ends:
        return None
    return Refusal(
        "extended-late",
        f"The initial term ended on {day(facts.initial_term_ends)}, so on {day(facts.on)} it can "
        "no longer be extended. New needs go outside the scheme, or to a new one.",
        "CR 1, CR 2",
    )


def is_a_longer_term(facts: Extension) -> Refusal | None:
    """It ends after the initial term."""
    if facts.ends_on > facts.initial_term_ends:
        return None
    return Refusal(
        "no-longer",
        f"{day(facts.ends_on)} is not after the initial term, which ends on "
        f"{day(facts.initial_term_ends)}. Enter a later day.",
        "CR 1",
        field="ends_on",
    )


def is_at_most_two_years(facts: Extension) -> Refusal | None:
    """It is at most two years longer; the last day of the second year is allowed."""
    if facts.ends_on <= facts.latest:
        return None
    return Refusal(
        "over-two-years",
        f"{day(facts.ends_on)} is more than two years after {day(facts.initial_term_ends)}. "
        f"Enter {day(facts.latest)} or an earlier day.",
        "CR 1",
        field="ends_on",
    )


RULES = (option_is_open, is_decided_in_time, is_a_longer_term, is_at_most_two_years)
