"""The rules of a price and its volume discounts.

Each is a pure function of the facts. Amounts are GBP ex VAT.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from mdps.core import words
from mdps.core.money import PENNY, gbp
from mdps.core.rules import Refusal
from suppliers.pricing import Tier

PART_OF_A_PERCENT = Decimal("0.01")


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
    tiers: tuple[Tier, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Cancelling:
    """A line of a rate card, `what` it is in words, to be taken back on the day `on`."""

    what: str
    effective_from: dt.date
    on: dt.date
    is_cancelled: bool


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


def discount_begins_after_the_first_unit(facts: Pricing) -> Refusal | None:
    """A discount begins with the second unit of the year at the earliest."""
    if any(tier.from_units < 2 for tier in facts.tiers):
        return Refusal(
            "discount-on-all",
            "A discount begins at unit 2 or later. One on every unit is a lower price: enter that.",
            field="tiers",
        )
    return None


def discount_is_a_part_of_the_price(facts: Pricing) -> Refusal | None:
    """A discount is more than nothing and less than all, in steps of 0.01%."""
    for tier in facts.tiers:
        if not 0 < tier.percent < 100 or tier.percent % PART_OF_A_PERCENT:
            return Refusal(
                "not-a-part",
                f"The discount from unit {tier.from_units} is {tier.percent}%. Enter more than 0% "
                "and less than 100%, with two decimals at most.",
                field="tiers",
            )
    return None


def discounts_are_in_order(facts: Pricing) -> Refusal | None:
    """Each discount begins at a later unit than the one before it, and takes more off."""
    for one, other in pairwise(facts.tiers):
        if one.from_units >= other.from_units or one.percent >= other.percent:
            return Refusal(
                "out-of-order",
                f"{percent(one.percent)} from unit {one.from_units} is followed by "
                f"{percent(other.percent)} from unit {other.from_units}. Each discount has to "
                "begin at a later unit than the one before it, and to take more off.",
                field="tiers",
            )
    return None


def percent(of: Decimal) -> str:
    """`3%`, `2.5%`."""
    return f"{of.normalize():f}%"


def is_not_in_force_yet(facts: Cancelling) -> Refusal | None:
    """Only what has not come into force can be taken back; what was in force is never rewritten."""
    if facts.is_cancelled:
        return Refusal("cancelled", f"{facts.what} is taken back already.")
    if facts.on >= facts.effective_from:
        return Refusal(
            "in-force",
            f"{facts.what} is in force since {words.day(facts.effective_from)}. "
            "Set a new one from a later day instead.",
        )
    return None


RULES = (
    service_is_in_a_lot,
    price_is_positive,
    price_is_in_pence,
    is_within_the_scheme,
    follows_the_latest,
    discount_begins_after_the_first_unit,
    discount_is_a_part_of_the_price,
    discounts_are_in_order,
)
CANCEL = (is_not_in_force_yet,)
