"""When a monitoring round can be opened. Pure: nothing is read, nothing raised."""

import datetime as dt
from dataclasses import dataclass

from mdps.core.rules import Refusal
from mdps.core.words import day
from reporting.periods import ENDS_OF_A_HALF


@dataclass(frozen=True, kw_only=True)
class Opening:
    """A round to be opened on the day `on` for the half year that ends with `last_day`.

    `began` is the day from which the scheme has run, `due_on` the last day for the returns,
    `suppliers` how many had a package in the half year.
    """

    last_day: dt.date
    on: dt.date
    began: dt.date
    due_on: dt.date
    suppliers: int


def is_a_half_year(facts: Opening) -> Refusal | None:
    """Monitored are the half years that end on 31 May and on 30 November."""
    if (facts.last_day.month, facts.last_day.day) in ENDS_OF_A_HALF:
        return None
    return Refusal(
        "not-a-half-year",
        f"{day(facts.last_day)} ends no half year of the scheme. Choose 31 May or 30 November.",
        "CR ¶25",
        field="last_day",
    )


def is_over(facts: Opening) -> Refusal | None:
    """A half year is over before it is monitored."""
    if facts.last_day < facts.on:
        return None
    return Refusal(
        "not-over",
        f"The half year to {day(facts.last_day)} is not over. Its round can be opened from the "
        "day after.",
        field="last_day",
    )


def is_of_the_scheme(facts: Opening) -> Refusal | None:
    """A half year that ended before the scheme began is not monitored."""
    if facts.last_day >= facts.began:
        return None
    return Refusal(
        "before-the-scheme",
        f"The scheme began on {day(facts.began)}, so nothing was delivered to "
        f"{day(facts.last_day)}.",
        field="last_day",
    )


def leaves_time(facts: Opening) -> Refusal | None:
    """The returns are due after the day on which they are asked for."""
    if facts.due_on > facts.on:
        return None
    return Refusal(
        "due-too-early",
        f"The returns cannot be due on {day(facts.due_on)}: they are asked for on "
        f"{day(facts.on)}. Enter a later day.",
        field="due_on",
    )


def somebody_delivers(facts: Opening) -> Refusal | None:
    """At least one supplier had a package in the half year."""
    if facts.suppliers:
        return None
    return Refusal(
        "nobody-delivers",
        f"No supplier had a call-off in the half year to {day(facts.last_day)}, so there is "
        "nobody to ask.",
        field="last_day",
    )


RULES = (is_a_half_year, is_over, is_of_the_scheme, leaves_time, somebody_delivers)
