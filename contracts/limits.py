"""The figures that awards are measured by, and the routes that are allowed: as in force on a day.

Both are data with an effective date; what held on the day of an award can be told for ever.
"""

import datetime as dt

from django.db import models

from contracts.models import AwardLimits, RouteRule
from lots.models import Lot


def in_force(on: dt.date) -> AwardLimits:
    """The limits of the day `on`; before the first ones began, those first ones."""
    begun = AwardLimits.objects.filter(effective_from__lte=on).order_by("-effective_from")
    found = begun.first() or AwardLimits.objects.order_by("effective_from").first()
    if found is None:
        raise AssertionError("A migration writes the first limits.")
    return found


def route_rule(lot: Lot, route: str, on: dt.date) -> RouteRule | None:
    """The rule of `lot` and `route` that holds on the day `on`: the latest that has begun."""
    return (
        RouteRule.objects.filter(lot=lot, route=route, effective_from__lte=on)
        .order_by("-effective_from")
        .first()
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
