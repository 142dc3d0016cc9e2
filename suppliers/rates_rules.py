"""The rules of a price.

Each is a pure function of the facts. Amounts are GBP ex VAT.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from mdps.core import words
from mdps.core.money import PENNY, gbp
from mdps.core.rules import Refusal


@dataclass(frozen=True, kw_only=True)
class Pricing:
    """A price to be set; `latest_from` and `latest_price` are those of the last one that was."""

    service: str
    has_lot: bool
    unit_price: Decimal
    effective_from: dt.date
    scheme_begins: dt.date = dt.date.min
    scheme_ends: dt.date = dt.date.max
    latest_from: dt.date | None = None
    latest_price: Decimal | None = None


def service_is_in_a_lot(facts: Pricing) -> Refusal | None:
    """A service outside the lots is only bought as a spot purchase, at a price of its own."""
    if not facts.has_lot:
        return Refusal(
            "no-lot",
            f"{facts.service} belongs to no lot. A spot purchase meets it, so it has no rate card.",
            field="service",
        )
    return None


def price_is_positive(facts: Pricing) -> Refusal | None:
    """A price is a penny or more."""
    if facts.unit_price < PENNY:
        return Refusal(
            "not-positive",
            f"The price is {gbp(facts.unit_price)}. Enter a price of £0.01 or more.",
            field="unit_price",
        )
    return None


def price_is_in_pence(facts: Pricing) -> Refusal | None:
    """A price has no part of a penny; what is agreed is never rounded here."""
    if facts.unit_price >= PENNY and facts.unit_price % PENNY:
        return Refusal(
            "part-of-a-penny", "Enter a price in whole pence, like 450.50.", field="unit_price"
        )
    return None


def is_within_the_scheme(facts: Pricing) -> Refusal | None:
    """A price begins while the scheme can run; its first and last day are allowed."""
    if not facts.scheme_begins <= facts.effective_from <= facts.scheme_ends:
        return Refusal(
            "outside-the-scheme",
            f"The price would begin on {words.day(facts.effective_from)}. The scheme runs from "
            f"{words.day(facts.scheme_begins)} to {words.day(facts.scheme_ends)} at the latest. "
            "Check the year.",
            "CR 1",
            field="effective_from",
        )
    return None


def follows_the_latest(facts: Pricing) -> Refusal | None:
    """A price is superseded from a later day; what was in force is never rewritten."""
    if facts.latest_from and facts.latest_price and facts.effective_from <= facts.latest_from:
        return Refusal(
            "not-later",
            f"{facts.service} costs {gbp(facts.latest_price)} from {words.day(facts.latest_from)}. "
            "Enter a later day for the new price.",
            field="effective_from",
        )
    return None


RULES = (
    service_is_in_a_lot,
    price_is_positive,
    price_is_in_pence,
    is_within_the_scheme,
    follows_the_latest,
)
