"""A volume discount as people write it: `3% from 21`."""

import re
from collections.abc import Sequence
from decimal import Decimal

from suppliers.pricing import Tier
from suppliers.rates_rules import percent

TIER = re.compile(
    r"(?P<percent>[0-9]{1,3}(?:\.[0-9]{1,4})?) ?% from (?:unit )?(?P<units>[0-9]{1,7})", re.I
)


class NotATier(ValueError):
    """The text is not a volume discount; the message says how one is written."""


def tier_of(text: str) -> Tier:
    """The discount in `3% from 21`, or `3% from unit 21`. Raises NotATier."""
    found = TIER.fullmatch(text)
    if not found:
        raise NotATier(f"‘{text[:60]}’ is not understood. Write a discount like 3% from 21")
    return Tier(int(found["units"]), Decimal(found["percent"]))


def in_words(tiers: Sequence[Tier]) -> str:
    """`3% from unit 21, 5% from unit 51`; nothing without a discount."""
    return ", ".join(f"{percent(tier.percent)} from unit {tier.from_units}" for tier in tiers)
