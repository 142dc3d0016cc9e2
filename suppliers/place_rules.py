"""The rules of placing a supplier on a lot that was admitted outside this service (CR 3)."""

import datetime as dt
from dataclasses import dataclass

from mdps.core.rules import Refusal
from mdps.core.words import day


@dataclass(frozen=True, kw_only=True)
class Placing:
    """`other_since`: the first day of an admission to the same lot that reaches `admitted_on`."""

    supplier: str
    lot: str
    admitted_on: dt.date
    on: dt.date
    scheme_begins: dt.date
    other_since: dt.date | None = None
    open_application: str = ""


def day_is_of_the_scheme(facts: Placing) -> Refusal | None:
    """Nobody is on a lot before the scheme's first day."""
    if facts.admitted_on < facts.scheme_begins:
        return Refusal(
            "before-the-scheme",
            f"{day(facts.admitted_on)} is before the scheme began on {day(facts.scheme_begins)}. "
            "Check the year.",
            "CR 1",
            field="admitted_on",
        )
    return None


def day_is_not_ahead(facts: Placing) -> Refusal | None:
    """What is recorded has happened; today is allowed."""
    if facts.admitted_on > facts.on:
        return Refusal(
            "ahead",
            f"{day(facts.admitted_on)} has not come yet. Enter the day of the admission.",
            field="admitted_on",
        )
    return None


def periods_do_not_overlap(facts: Placing) -> Refusal | None:
    """A supplier is on a lot once at a time."""
    if facts.other_since:
        return Refusal(
            "on-the-lot",
            f"{facts.supplier} is on {facts.lot} since {day(facts.other_since)} already.",
            "CR 3",
            field="admitted_on",
        )
    return None


def no_application_is_open(facts: Placing) -> Refusal | None:
    """An application that is with the council is decided, and not passed over."""
    if facts.open_application:
        return Refusal(
            "application-open",
            f"{facts.open_application} for {facts.lot} is not decided yet. Decide or withdraw it.",
            "CR 3",
        )
    return None


RULES = (
    day_is_of_the_scheme,
    day_is_not_ahead,
    periods_do_not_overlap,
    no_application_is_open,
)
