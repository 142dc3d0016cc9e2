"""What a service costs on a day, by the rate cards. Amounts are GBP ex VAT."""

import datetime as dt
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BigIntegerField,
    DateField,
    Exists,
    F,
    Model,
    OuterRef,
    PositiveSmallIntegerField,
    Q,
    QuerySet,
)

from lots.models import Service
from mdps.core.compiled import Compiled
from mdps.core.money import to_penny
from mdps.core.scheme_years import scheme_year
from suppliers import volumes
from suppliers.models import Admission, ExtraRate, RateLine, Supplier, VolumeDiscount
from suppliers.pricing import Extra, Priced, Tier, price
from suppliers.queries import open_for_awards

Line = TypeVar("Line", bound=Model)
FOUND = ("supplier_id", "supplier__name", "unit_price", "tier_units", "tier_percents")


@dataclass(frozen=True)
class Price:
    """What one supplier charges for one unit, before its volume discounts `tiers`."""

    supplier_id: int
    supplier_name: str
    unit_price: Decimal
    tiers: tuple[Tier, ...] = ()

    @classmethod
    def of(cls, supplier_id: int, name: str, unit_price: Decimal, *tiers: list) -> "Price":
        """From the columns FOUND of a rate line."""
        return cls(supplier_id, name, unit_price, tuple(map(Tier, *tiers)))


@dataclass(frozen=True)
class Offer:
    """What one supplier charges for so many units; `is_open` says whether it can be awarded them.

    A suspended supplier cannot, nor one that is not admitted to the lot.
    """

    supplier_id: int
    supplier_name: str
    priced: Priced
    is_open: bool

    @property
    def total(self) -> Decimal:
        return self.priced.total


def in_force(lines: QuerySet[Line], on: dt.date) -> QuerySet[Line]:
    """Those of `lines` that hold on the day `on`, both of their ends inclusive."""
    return lines.filter(Q(effective_to=None) | Q(effective_to__gte=on), effective_from__lte=on)


def rates_on(on: dt.date) -> QuerySet[RateLine]:
    """The rate lines in force on the day `on`, with their tiers in the same query."""
    tiers = VolumeDiscount.objects.filter(line=OuterRef("pk")).order_by("from_units")
    return in_force(RateLine.objects.all(), on).annotate(
        tier_units=ArraySubquery(tiers.values("from_units")),
        tier_percents=ArraySubquery(tiers.values("percent")),
    )


def open_rates_on(on: dt.date) -> QuerySet[RateLine]:
    """Those of `rates_on` whose supplier can be awarded the service's lot on that day."""
    return rates_on(on).filter(_is_open(on))


def _is_open(on: dt.date) -> Exists:
    """Whether the supplier of a rate line can be awarded the service's lot on the day `on`."""
    return Exists(
        Admission.objects.filter(
            open_for_awards(on), supplier=OuterRef("supplier"), lot=OuterRef("service__lot")
        )
    )


def prices(service: Service, on: dt.date) -> list[Price]:
    """The prices of all suppliers who can be awarded the service on the day `on`.

    Cheapest first, then by name. Suspended suppliers and those without a price are left out;
    a service without a lot has none. One query.
    """
    return [Price.of(*row) for row in PRICES.rows(service=service.pk, on=on)]


PRICES = Compiled(
    lambda service, on: (
        open_rates_on(on)
        .filter(service=service)
        .order_by("unit_price", "supplier__name")
        .values_list(*FOUND)
    ),
    service=BigIntegerField(),
    on=DateField(),
)


def prices_by_service(on: dt.date) -> dict[int, list[Price]]:
    """`prices` of every service at once, by its id. One query."""
    found: dict[int, list[Price]] = {}
    rates = open_rates_on(on).order_by("unit_price", "supplier__name")
    for service, *row in rates.values_list("service_id", *FOUND):
        found.setdefault(service, []).append(Price.of(*row))
    return found


def offers(service: Service, units: int, on: dt.date) -> list[Offer]:
    """What `units` cost with every supplier that can be awarded them on the day `on`.

    Cheapest first, then by name. One query.
    """
    return [each for each in all_offers(service, units, on) if each.is_open]


def all_offers(service: Service, units: int, on: dt.date) -> list[Offer]:
    """The same of every supplier that has a price, also of those that cannot be awarded them.

    The units come after those ordered so far in the scheme year. One query.
    """
    found = []
    for is_open, ordered, *row in OFFERED.rows(service=service.pk, on=on, year=scheme_year(on)):
        card = Price.of(*row)
        priced = price(card.unit_price, card.tiers, units, ordered=ordered)
        found.append(Offer(card.supplier_id, card.supplier_name, priced, is_open))
    return sorted(found, key=lambda offer: (offer.total, offer.supplier_name))


OFFERED = Compiled(
    lambda service, on, year: (
        rates_on(on)
        .filter(service=service)
        .annotate(is_open=_is_open(on), ordered=volumes.ordered_before(year))
        .values_list("is_open", "ordered", *FOUND)
    ),
    service=BigIntegerField(),
    on=DateField(),
    year=PositiveSmallIntegerField(),
)


def price_of(supplier: Supplier, service: Service, on: dt.date) -> Decimal | None:
    """What the supplier charges for one unit on the day `on`, before volume discounts.

    Admitted or not; None without a price.
    """
    rate = in_force(supplier.rate_lines.filter(service=service), on).first()
    return rate.unit_price if rate else None


def priced(
    supplier: Supplier, service: Service, units: int, on: dt.date, ordered: int | None = None
) -> Priced | None:
    """What the supplier charges for `units` on the day `on`, each at the tier it falls in.

    They come after `ordered` units of the scheme year; None means those that were ordered so far.
    Admitted or not; None without a price on its card. At most two queries.
    """
    rate = rates_on(on).filter(supplier=supplier, service=service).values_list(*FOUND).first()
    if rate is None:
        return None
    if ordered is None:
        ordered = volumes.ordered(supplier, service, scheme_year(on))
    card = Price.of(*rate)
    return price(card.unit_price, card.tiers, units, ordered=ordered)


def extras(
    suppliers: Iterable[int] | None, services: Sequence[Service], on: dt.date
) -> dict[tuple[int, int], tuple[Extra, ...]]:
    """(Supplier id, service id) -> the extras agreed for it on the day `on`. One query.

    A price for the service itself goes before the supplier's price for every service.
    """
    rates = in_force(ExtraRate.objects.all(), on).filter(
        Q(service=None) | Q(service__in=list(services))
    )
    if suppliers is not None:
        rates = rates.filter(supplier__in=list(suppliers))
    ordered = rates.order_by(*OWN_LAST).values_list(*AGREED)
    return _by_supplier_and_service(ordered, [each.pk for each in services])


def extras_of(service: Service, on: dt.date) -> dict[int, tuple[Extra, ...]]:
    """Supplier id -> the extras agreed for the service on the day `on`, of all suppliers who have a
    price for it. One query."""
    rows = EXTRAS.rows(service=service.pk, on=on)
    found = _by_supplier_and_service(rows, [service.pk])
    return {supplier: agreed for (supplier, _), agreed in found.items()}


OWN_LAST = (F("service").asc(nulls_first=True), "kind")
AGREED = ("supplier_id", "service_id", "kind", "price")
EXTRAS = Compiled(
    lambda service, on: (
        in_force(ExtraRate.objects.filter(Q(service=None) | Q(service=service)), on)
        .filter(
            Exists(rates_on(on).filter(supplier=OuterRef("supplier"), service=service)),
        )
        .order_by(*OWN_LAST)
        .values_list(*AGREED)
    ),
    service=BigIntegerField(),
    on=DateField(),
)


def _by_supplier_and_service(
    rates: Iterable[Sequence[Any]], services: Sequence[int]
) -> dict[tuple[int, int], tuple[Extra, ...]]:
    """Of rates in the order OWN_LAST, so that a service's own price replaces that for every
    service."""
    found: dict[tuple[int, int], dict[str, Extra]] = {}
    for supplier, service, kind, amount in rates:
        extra = Extra(kind, ExtraRate.Kind(kind).label, amount)
        for of in [service] if service else services:
            found.setdefault((supplier, of), {})[kind] = extra
    return {pair: tuple(agreed.values()) for pair, agreed in found.items()}


def median(prices: Sequence[Price]) -> Decimal | None:
    """The middle price, half up to the penny between two; None of no prices."""
    if not prices:
        return None
    return to_penny(statistics.median(each.unit_price for each in prices))
