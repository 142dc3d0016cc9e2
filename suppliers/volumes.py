"""The units ordered from a supplier in a scheme year, on which its volume discounts depend.

They count on the day of the award, in its scheme year (1 June to 31 May). What is taken back
leaves the year in which it was counted, and reprices nothing that was awarded before.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from lots.models import Service
from mdps.core.models import User
from mdps.core.scheme_years import scheme_year
from suppliers.models import Supplier, VolumePosting


def post(
    supplier: Supplier, service: Service, units: int, *, source: str, by: User, on: dt.date
) -> VolumePosting:
    """Count `units` as ordered on the day `on` by the call-off `source`. Takes no lock: whoever
    prices by the volume holds the scheme."""
    return VolumePosting.objects.create(
        supplier=supplier,
        service=service,
        scheme_year=scheme_year(on),
        units=units,
        source=source,
        by=by,
        on=on,
    )


def take_back(units: int, *, source: str, by: User, on: dt.date) -> None:
    """Count the last `units` of `source` no longer, in the years in which they were counted.

    The latest first, and never more than it ordered. Takes no lock.
    """
    for supplier, service, year, counted in _counted(source):
        back = min(units, counted)
        if back:
            VolumePosting.objects.create(
                supplier_id=supplier,
                service_id=service,
                scheme_year=year,
                units=-back,
                source=source,
                by=by,
                on=on,
            )
        units -= back


def ordered(supplier: Supplier, service: Service, year: int) -> int:
    """The units ordered from the supplier in the scheme year that begins in `year`. One query."""
    return ordered_by_service([supplier.pk], [service], year).get((supplier.pk, service.pk), 0)


def ordered_by_service(
    suppliers: Iterable[int] | None, services: Iterable[Service], year: int
) -> dict[tuple[int, int], int]:
    """(Supplier id, service id) -> units ordered in the scheme year. None: all. One query."""
    postings = VolumePosting.objects.filter(service__in=list(services), scheme_year=year)
    if suppliers is not None:
        postings = postings.filter(supplier__in=list(suppliers))
    sums = postings.values_list("supplier", "service").annotate(units=Sum("units")).order_by()
    return {(supplier, service): units for supplier, service, units in sums}


def ordered_before(year: Any) -> Coalesce:
    """Of a rate line: the units of its service ordered from its supplier in the scheme year."""
    postings = VolumePosting.objects.filter(
        supplier=OuterRef("supplier"), service=OuterRef("service"), scheme_year=year
    )
    sums = postings.order_by().values("supplier").annotate(sum=Sum("units"))
    return Coalesce(Subquery(sums.values("sum")), 0)


def _counted(source: str) -> list[tuple[int, int, int, int]]:
    """What `source` counts for now: supplier, service, scheme year and units, the latest first."""
    postings = VolumePosting.objects.filter(source=source)
    sums = postings.values_list("supplier", "service", "scheme_year").annotate(units=Sum("units"))
    return [row for row in sums.order_by("-scheme_year") if row[3] > 0]
