"""What a service would cost: the rate cards of the suppliers admitted to its lot on the day.

GBP ex VAT. An amount is the price of the units, each at its volume discount, rounded half up to the
penny, once. Units that were ordered before do not count: what is approved must still be enough when
their discount is not reached.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from lots.models import Service
from mdps.core.money import to_penny
from referrals.models import SupportRequest
from suppliers.evidence_standing import lapsed
from suppliers.prices import extras_of, median, prices
from suppliers.pricing import Extra, Tier, price


@dataclass(frozen=True)
class Offer:
    """What one supplier charges for one unit, before its volume discounts `tiers`.

    `extras` may be charged besides; `lapses` say why nothing can be awarded to it just now.
    """

    supplier_id: int
    supplier_name: str
    unit_price: Decimal
    tiers: tuple[Tier, ...] = ()
    extras: tuple[Extra, ...] = ()
    lapses: tuple[str, ...] = ()

    def amount(self, units: int) -> Decimal:
        """What `units` cost with this supplier, as the first of the scheme year."""
        return price(self.unit_price, self.tiers, units).total


@dataclass(frozen=True)
class Estimate:
    """The offers of the day, the lowest price first and at least one, and the price in their
    middle."""

    median: Decimal
    offers: tuple[Offer, ...]

    def amount(self, units: int) -> Decimal:
        """What `units` cost at the median price."""
        return to_penny(self.median * units)

    def ranked(self, units: int) -> list[Offer]:
        """The offers by what `units` cost, the cheapest first, then by name."""
        return sorted(self.offers, key=lambda each: (each.amount(units), each.supplier_name))

    def amounts(self, units: int) -> frozenset[Decimal]:
        """What `units` cost with each supplier of the day, and at the median."""
        return frozenset([self.amount(units), *(offer.amount(units) for offer in self.offers)])


def estimate(service: Service, on: dt.date) -> Estimate | None:
    """The prices of `service` on the day `on`; None without a lot, or where nobody has a price.

    Three queries.
    """
    found = prices(service, on) if service.lot else []
    middle = median(found)
    if middle is None or service.lot is None:
        return None
    suppliers = [each.supplier_id for each in found]
    agreed = extras_of(service, on)
    lapses = lapsed(service.lot, on, suppliers)
    offers = [
        Offer(
            each.supplier_id,
            each.supplier_name,
            each.unit_price,
            each.tiers,
            agreed.get(each.supplier_id, ()),
            tuple(lapses.get(each.supplier_id, ())),
        )
        for each in found
    ]
    return Estimate(middle, tuple(offers))


def priced_on(request: SupportRequest, on: dt.date) -> dt.date:
    """By which day's rate cards a request is priced: of its planned start, or of `on` if later."""
    return max(request.needed_from or on, on)
