"""What a line must be like. Pure: no database, nothing raised. Amounts are GBP ex VAT."""

from dataclasses import dataclass, field
from decimal import Decimal

from lots.fields import MOST_UNITS
from mdps.core.rules import Refusal

MOST_WEEKS = 260


@dataclass(frozen=True)
class Line:
    """A line about to be added; `amount` is None where nobody typed one and none is known.

    `prices` are what the suppliers of the day, and the estimate, come to for these units.
    """

    units: int
    weeks: int = 1
    amount: Decimal | None = None
    reason: str = ""
    prices: frozenset[Decimal] = field(default=frozenset())


def has_units(facts: Line) -> Refusal | None:
    """From 1 to MOST_UNITS units are asked for."""
    if 1 <= facts.units <= MOST_UNITS:
        return None
    return Refusal("units", f"Enter a number of units from 1 to {MOST_UNITS:,}", field="units")


def has_weeks(facts: Line) -> Refusal | None:
    """They are delivered over 1 to MOST_WEEKS weeks."""
    if 1 <= facts.weeks <= MOST_WEEKS:
        return None
    return Refusal("weeks", f"Enter a number of weeks from 1 to {MOST_WEEKS}", field="weeks")


def has_amount(facts: Line) -> Refusal | None:
    """An amount is asked for; where no supplier has a price, the requester types it."""
    if facts.amount is None:
        return Refusal(
            "no-amount",
            "No admitted supplier has a price for this service. Enter the amount to ask for.",
            field="amount",
        )
    if facts.amount <= 0:
        return Refusal("zero-amount", "Enter an amount of £0.01 or more", field="amount")
    return None


def is_a_price_or_says_why(facts: Line) -> Refusal | None:
    """An amount that is none of the prices on the page has a reason."""
    if facts.amount is None or facts.amount in facts.prices or facts.reason.strip():
        return None
    return Refusal(
        "no-amount-reason",
        "Say why you ask for an amount that is none of the prices"
        if facts.prices
        else "Say where this amount comes from, for example a quote",
        field="amount_reason",
    )


LINE = (has_units, has_weeks, has_amount, is_a_price_or_says_why)
