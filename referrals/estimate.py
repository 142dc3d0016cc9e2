"""What a service would cost: the rate cards of the suppliers admitted to its lot on the day.

GBP ex VAT. An amount is a price times the units, rounded half up to the penny, once. Units that
were ordered before do not count: what is approved must still be enough when their discount is
not reached.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from lots.models import Service
from mdps.core.money import to_penny
from referrals.models import SupportRequest
from suppliers.prices import median, prices


@dataclass(frozen=True)
class Offer:
    """What one supplier charges for one unit."""

    supplier_id: int
    supplier_name: str
    unit_price: Decimal

    def amount(self, units: int) -> Decimal:
        """What `units` cost with this supplier."""
        return to_penny(self.unit_price * units)


@dataclass(frozen=True)
class Estimate:
    """The offers of the day, the cheapest first and at least one, and the price in their middle."""

    median: Decimal
    offers: tuple[Offer, ...]

    def amount(self, units: int) -> Decimal:
        """What `units` cost at the median price."""
        return to_penny(self.median * units)

    def amounts(self, units: int) -> frozenset[Decimal]:
        """What `units` cost with each supplier of the day, and at the median."""
        return frozenset([self.amount(units), *(offer.amount(units) for offer in self.offers)])


def estimate(service: Service, on: dt.date) -> Estimate | None:
    """The prices of `service` on the day `on`; None without a lot, or where nobody has a price."""
    found = prices(service, on) if service.lot_id else []
    middle = median(found)
    if middle is None:
        return None
    offers = [Offer(each.supplier_id, each.supplier_name, each.unit_price) for each in found]
    return Estimate(middle, tuple(offers))


def priced_on(request: SupportRequest, on: dt.date) -> dt.date:
    """By which day's rate cards a request is priced: of its planned start, or of `on` if later."""
    return max(request.needed_from or on, on)
