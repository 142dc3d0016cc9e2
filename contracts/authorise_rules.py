"""The rules of recording the written authorisation of a direct award."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from mdps.core.money import gbp
from mdps.core.rules import Refusal
from mdps.core.words import day


@dataclass(frozen=True, kw_only=True)
class Authorising:
    """`limit` is what a direct award needs no authorisation for; GBP ex VAT."""

    line: str
    line_is_open: bool
    highest_value: Decimal
    limit: Decimal
    authorised_on: dt.date
    on: dt.date
    explanation: str


def line_can_be_awarded(facts: Authorising) -> Refusal | None:
    """The line is approved and not fully awarded."""
    if facts.line_is_open:
        return None
    return Refusal("not-open", f"{facts.line} is not open to be awarded any more.", "CR 4")


def is_above_the_limit(facts: Authorising) -> Refusal | None:
    """The value is above what needs no authorisation; £25,000.00 (data) needs none."""
    if facts.highest_value > facts.limit:
        return None
    return Refusal(
        "needs-none",
        f"A direct award of {gbp(facts.highest_value)} needs no authorisation. Enter a value "
        f"above {gbp(facts.limit)}.",
        "Contract rules",
        field="highest_value",
    )


def was_given(facts: Authorising) -> Refusal | None:
    """It was given on or before the day on which it is recorded."""
    if facts.authorised_on <= facts.on:
        return None
    return Refusal(
        "future-authorisation",
        f"{day(facts.authorised_on)} is in the future. Record it once it was given.",
        "Contract rules",
        field="authorised_on",
    )


def says_why(facts: Authorising) -> Refusal | None:
    """The reason is explained."""
    if facts.explanation.strip():
        return None
    return Refusal("no-reasons", "Enter why it is awarded directly.", field="explanation")


RULES = (line_can_be_awarded, is_above_the_limit, was_given, says_why)
