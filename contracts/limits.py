"""The figures that awards are measured by, and the routes that are allowed: as in force on a day.

Both are data with an effective date; what held on the day of an award can be told for ever.
"""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db import models

from contracts.models import AwardLimits, RouteRule
from lots.models import Lot
from mdps.core.compiled import Compiled


def in_force(on: dt.date) -> AwardLimits:
    """The limits of the day `on`; before the first ones began, those first ones."""
    for begun in BEGUN.records(AwardLimits, on=on):
        return begun
    return AwardLimits.objects.earliest("effective_from")  # a migration writes the first ones


BEGUN = Compiled(
    lambda on: (
        AwardLimits.objects.filter(effective_from__lte=on)
        .order_by("-effective_from")
        .values_list(*(each.attname for each in AwardLimits._meta.concrete_fields))[:1]
    ),
    on=models.DateField(),
)


def route_rule(lot: Lot, route: str, on: dt.date) -> RouteRule | None:
    """The rule of `lot` and `route` that holds on the day `on`: the latest that has begun."""
    return _rules(lot, route, on).first()


def band(lot: Lot, route: str, on: dt.date) -> tuple[Decimal, Decimal | None] | None:
    """The values that may be awarded in `lot` by `route` on the day `on`, both ends inclusive;
    None where no rule holds. One query."""
    rows = BANDS.rows(lot=lot.pk, route=route, on=on)
    return (rows[0][0], rows[0][1]) if rows else None


def _rules(lot: Any, route: Any, on: Any) -> models.QuerySet[RouteRule]:
    begun = RouteRule.objects.filter(lot=lot, route=route, effective_from__lte=on)
    return begun.order_by("-effective_from")


BANDS = Compiled(
    lambda lot, route, on: _rules(lot, route, on).values_list("from_value", "to_value")[:1],
    lot=models.BigIntegerField(),
    route=models.CharField(),
    on=models.DateField(),
)


def route_rules() -> models.QuerySet[RouteRule]:
    """All rules, by lot and route, the newest first."""
    return RouteRule.objects.select_related("lot", "recorded_by")


def months_earlier(day: dt.date, months: int) -> dt.date:
    """The same day `months` earlier, or the last day of that month."""
    return months_later(day, -months)


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day `months` later, or the last day of that month."""
    count = day.year * 12 + day.month - 1 + months
    first = dt.date(count // 12, count % 12 + 1, 1)
    last = (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
    return min(first.replace(day=min(day.day, last.day)), last)
