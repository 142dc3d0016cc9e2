"""What units cost at an agreed price with volume discounts. Pure; GBP ex VAT.

A discount is marginal: it holds for the units from a number on, counted over everything ordered of
that service from that supplier in the scheme year, and never for the units before it. The whole
is rounded half up to the penny, once. What the parts come to is the whole up to their end less the
whole up to their beginning, each rounded so, so that parts always sum to the whole.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from mdps.core.money import ZERO, to_penny

NO_DISCOUNT = Decimal("0.00")


@dataclass(frozen=True, order=True)
class Tier:
    """`percent` off from unit number `from_units` of the scheme year on; that unit is in it."""

    from_units: int
    percent: Decimal


@dataclass(frozen=True)
class Part:
    """Units that stand at one tier; `first` is the number of the first of them in the year."""

    first: int
    units: int
    percent: Decimal
    amount: Decimal


@dataclass(frozen=True)
class Extra:
    """The agreed price of something charged besides the service, such as travel per mile."""

    kind: str
    label: str
    price: Decimal


@dataclass(frozen=True)
class Priced:
    """What `units` cost after `ordered` before them in the scheme year."""

    unit_price: Decimal
    ordered: int
    parts: tuple[Part, ...]

    @property
    def units(self) -> int:
        return sum(part.units for part in self.parts)

    @property
    def total(self) -> Decimal:
        """What all parts come to: the exact sum, rounded half up to the penny once."""
        return sum((part.amount for part in self.parts), ZERO)

    @property
    def is_discounted(self) -> bool:
        return any(part.percent for part in self.parts)


def price(unit_price: Decimal, tiers: Sequence[Tier], units: int, *, ordered: int = 0) -> Priced:
    """Price `units` (nought or more) after `ordered` in the scheme year, each at its tier.

    `tiers` ascend in both their units and their percent.
    """
    exact, rounded, parts = Decimal(0), ZERO, []
    for first, count, percent in _stretches(tiers, ordered + 1, units):
        exact += unit_price * count * (100 - percent) / 100
        parts.append(Part(first, count, percent, to_penny(exact) - rounded))
        rounded = to_penny(exact)
    return Priced(unit_price, ordered, tuple(parts))


def _stretches(tiers: Sequence[Tier], first: int, units: int) -> Iterator[tuple[int, int, Decimal]]:
    """The units from number `first` on, cut where a tier begins: first number, count, percent."""
    end, percent = first + units, NO_DISCOUNT
    for tier in tiers:
        if first < tier.from_units < end:
            yield first, tier.from_units - first, percent
            first = tier.from_units
        if tier.from_units <= first:
            percent = tier.percent
    if first < end:
        yield first, end - first, percent
