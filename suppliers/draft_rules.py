"""The rules of writing an application.

Each is a pure function of the facts. Prices are GBP ex VAT.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from mdps.core.money import PENNY, gbp
from mdps.core.rules import Refusal
from suppliers.models import Application


@dataclass(frozen=True, kw_only=True)
class Writing:
    """An application that somebody writes."""

    reference: str
    state: str


@dataclass(frozen=True, kw_only=True)
class Price:
    """The price of one service; `price` is None where none is proposed."""

    service: int
    name: str
    price: Decimal | None


def is_a_draft(facts: Writing) -> Refusal | None:
    """What is submitted is not written any more."""
    if facts.state != Application.State.DRAFT:
        return Refusal(
            "not-a-draft",
            f"{facts.reference} was submitted or taken out, so it cannot be changed. See where it "
            "stands under My organisation.",
        )
    return None


def price_is_positive(facts: Price) -> Refusal | None:
    """A proposed price is a penny or more, in whole pence."""
    if facts.price is not None and facts.price < PENNY:
        return Refusal(
            "not-positive",
            f"The price of {facts.name} is {gbp(facts.price)}. Enter £0.01 or more, or leave it "
            "empty if you do not offer it.",
            field=price_field(facts.service),
        )
    return None


def some_price(prices: Mapping[int, Decimal | None]) -> Refusal | None:
    """Who applies for a lot offers at least one of its services."""
    if any(price is not None for price in prices.values()):
        return None
    first = next(iter(prices), 0)
    return Refusal("no-price", "Enter the price of at least one service.", field=price_field(first))


def price_field(service: int) -> str:
    """The name of the form field that holds the price of a service."""
    return f"price_{service}"


CHANGE = (is_a_draft,)
PRICE = (price_is_positive,)
PRICES = (some_price,)
