"""What a service would cost: the rate cards of the suppliers admitted to its lot on the day.

GBP ex VAT. The amount is the median times the units, rounded half up to the penny, once.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from lots.models import Service
from mdps.core.money import to_penny
from suppliers.prices import median, prices


@dataclass(frozen=True)
class Estimate:
    """The unit prices of the day: lowest, median, highest, and of how many suppliers."""

    lowest: Decimal
    median: Decimal
    highest: Decimal
    suppliers: int
    prices: frozenset[Decimal] = frozenset()

    def amount(self, units: int) -> Decimal:
        """What `units` cost at the median price, rounded half up to the penny."""
        return to_penny(self.median * units)

    def amounts(self, units: int) -> frozenset[Decimal]:
        """What `units` cost at each supplier of the day, and at the median."""
        return frozenset(to_penny(price * units) for price in {*self.prices, self.median})


def estimate(service: Service, on: dt.date) -> Estimate | None:
    """The prices of `service` on the day `on`; None without a lot, or where nobody has a price."""
    found = prices(service, on) if service.lot_id else []
    middle = median(found)
    if middle is None:
        return None
    every = frozenset(each.unit_price for each in found)
    return Estimate(found[0].unit_price, middle, found[-1].unit_price, len(found), every)
