"""Money: Decimal pounds sterling, ex VAT, to the penny. Never float.

Rounding is half up, once, at the end of a line (see docs/money.md).
"""

import re
from decimal import ROUND_HALF_UP, Decimal

from django.db import models

PENNY = Decimal("0.01")
ZERO = Decimal("0.00")
LARGEST = Decimal("9999999999.99")

_AMOUNT = re.compile(r"£?\s*([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(\.[0-9]+)?")


class NotMoney(ValueError):
    """The text is not an amount; the message says what to enter instead."""


def to_penny(amount: Decimal) -> Decimal:
    """`amount` rounded half up to the penny."""
    return amount.quantize(PENNY, rounding=ROUND_HALF_UP)


def gbp(amount: Decimal) -> str:
    """`amount` in words for people: £12,400.00, or -£5.00."""
    rounded = to_penny(amount)
    sign = "-" if rounded < 0 else ""
    return f"{sign}£{abs(rounded):,.2f}"


def gbp_short(amount: Decimal) -> str:
    """A round amount for prose and charts: £10.5m, £500,000, £1,234.50."""
    if amount >= 1_000_000 and amount % 10_000 == 0:
        return f"£{(amount / 1_000_000).normalize():f}m"
    return gbp(amount).removesuffix(".00")


def parse_gbp(text: str) -> Decimal:
    """The amount that a person typed: `1234.5`, `1,234.50` and `£1,234.50` are accepted.

    Raises NotMoney for words, negatives, more than two decimals, and amounts too large to hold.
    """
    stripped = text.strip()
    if stripped.startswith(("-", "£-", "−")):
        raise NotMoney("Enter an amount of £0.00 or more")
    match = _AMOUNT.fullmatch(stripped)
    if not match:
        raise NotMoney("Enter an amount in pounds and pence, like 1,234.50")
    pounds, pence = match.groups()
    if pence and len(pence) > 3:
        raise NotMoney(
            "Enter an amount with no more than two digits after the point, like 1,234.50"
        )
    amount = Decimal(pounds.replace(",", "") + (pence or ""))
    if amount > LARGEST:
        raise NotMoney(f"Enter an amount of {gbp(LARGEST)} or less")
    return amount.quantize(PENNY)


def money_field(**options: object) -> models.DecimalField:
    """The one kind of column that holds money: numeric(12, 2), GBP ex VAT."""
    return models.DecimalField(max_digits=12, decimal_places=2, **options)  # type: ignore[arg-type]
