"""What a call-off is made of: so many units for this much, so many more for that much.

Pure. Amounts are GBP ex VAT. Parts are in the order in which they were agreed; units are taken
up from the first part and given back from the last, so that what was delivered keeps its price.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from mdps.core.money import ZERO, to_penny
from suppliers.pricing import NO_DISCOUNT


@dataclass(frozen=True)
class Part:
    """`units` at one price that come to `amount` together, `percent` below the agreed price."""

    units: int
    amount: Decimal
    percent: Decimal = NO_DISCOUNT

    def worth(self, units: int) -> Decimal:
        """What `units` of it come to: their share of the amount, half up to the penny."""
        return to_penny(self.amount * units / self.units)


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
        found.append(Part(taken, part.worth(taken), part.percent))
        left -= taken
    return found


def worth(count: int, parts: Sequence[Part]) -> Decimal:
    """What the first `count` units come to."""
    return total(first(count, parts))


def frozen(parts: Iterable[Part]) -> list[dict[str, Any]]:
    """`parts` as the database keeps them."""
    return [
        {"units": part.units, "amount": str(part.amount), "percent": str(part.percent)}
        for part in parts
    ]


def thawed(kept: Iterable[dict[str, Any]]) -> list[Part]:
    """The parts that the database kept."""
    return [Part(each["units"], Decimal(each["amount"]), Decimal(each["percent"])) for each in kept]
