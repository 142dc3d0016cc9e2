"""What a call-off is made of: so many units at this price, so many more at that one.

Pure. Amounts are GBP ex VAT. Parts are in the order in which they were agreed; units are taken
up from the first part and given back from the last, so that what was delivered keeps its price.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from mdps.core.money import ZERO


@dataclass(frozen=True)
class Part:
    """`units` that come to `amount` together; prices are in whole pence, so nothing is rounded."""

    units: int
    unit_price: Decimal

    @property
    def amount(self) -> Decimal:
        return self.unit_price * self.units


def total(parts: Iterable[Part]) -> Decimal:
    """What all of `parts` come to."""
    return sum((part.amount for part in parts), ZERO)


def units(parts: Iterable[Part]) -> int:
    """How many units `parts` are."""
    return sum(part.units for part in parts)


def first(count: int, parts: Sequence[Part]) -> list[Part]:
    """The first `count` units of `parts`; all of them where there are fewer."""
    found, left = [], count
    for part in parts:
        if left <= 0:
            break
        taken = min(left, part.units)
        found.append(Part(taken, part.unit_price))
        left -= taken
    return found


def worth(count: int, parts: Sequence[Part]) -> Decimal:
    """What the first `count` units come to."""
    return total(first(count, parts))
