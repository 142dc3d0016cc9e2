"""What a service costs on a day, by the rate cards. Amounts are GBP ex VAT."""

import datetime as dt
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet

from lots.models import Service
from mdps.core.money import to_penny
from suppliers.models import Admission, RateLine, Supplier
from suppliers.queries import open_for_awards


@dataclass(frozen=True)
class Price:
    """What one supplier charges for one unit."""

    supplier_id: int
    supplier_name: str
    unit_price: Decimal


def rates_on(on: dt.date) -> QuerySet[RateLine]:
    """The rate lines in force on the day `on`, both of its ends inclusive."""
    ends_later = Q(effective_to=None) | Q(effective_to__gte=on)
    return RateLine.objects.filter(ends_later, effective_from__lte=on)


def open_rates_on(on: dt.date) -> QuerySet[RateLine]:
    """Those of `rates_on` whose supplier can be awarded the service's lot on that day."""
    admissions = Admission.objects.filter(
        open_for_awards(on), supplier=OuterRef("supplier"), lot=OuterRef("service__lot")
    )
    return rates_on(on).filter(Exists(admissions))


def prices(service: Service, on: dt.date) -> list[Price]:
    """The prices of all suppliers who can be awarded the service on the day `on`.

    Cheapest first, then by name. Suspended suppliers and those without a price are left out;
    a service without a lot has none. One query.
    """
    rates = open_rates_on(on).filter(service=service)
    ordered = rates.order_by("unit_price", "supplier__name")
    return [
        Price(*row) for row in ordered.values_list("supplier_id", "supplier__name", "unit_price")
    ]


def price_of(supplier: Supplier, service: Service, on: dt.date) -> Decimal | None:
    """What the supplier charges on the day `on`, admitted or not; None without a price."""
    rate = rates_on(on).filter(supplier=supplier, service=service).first()
    return rate.unit_price if rate else None


def median(prices: Sequence[Price]) -> Decimal | None:
    """The middle price, half up to the penny between two; None of no prices."""
    if not prices:
        return None
    return to_penny(statistics.median(each.unit_price for each in prices))


def prices_by_service(on: dt.date) -> dict[int, list[Price]]:
    """`prices` of every service at once, by its id. One query."""
    found: dict[int, list[Price]] = {}
    rates = open_rates_on(on).order_by("unit_price", "supplier__name")
    rows = rates.values_list("service_id", "supplier_id", "supplier__name", "unit_price")
    for service, *price in rows:
        found.setdefault(service, []).append(Price(*price))
    return found
