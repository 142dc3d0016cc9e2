"""The period before, figure by figure, and by how much this one differs from it.

Only like is compared with like: a period that began before the scheme has no figures here, and one
that is not over on the day of the figures is not known yet. Then nothing stands beside.
"""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from lots.queries import current_scheme
from reporting.figures.plain import day_of, pounds
from reporting.periods import Period

COUNT, GBP, PERCENT, DAYS = "count", "gbp", "percent", "days"
BEFORE_THE_SCHEME, INCOMPLETE = "before_the_scheme", "incomplete"

# The name of a compared figure -> its unit and the way to it in the figures of a report.
Places = Mapping[str, tuple[str, tuple[str, ...]]]


def comparable(period: Period, as_at: dt.datetime) -> bool:
    """Whether the period before `period` can stand beside it. One query."""
    return not _why_not(period, as_at)


def figures(
    places: Places, now: dict, before: dict | None, *, period: Period, as_at: dt.datetime
) -> dict[str, Any]:
    """Each figure of `places` in `now`, in `before` (the same of the period before; None where it
    is not comparable), and the difference: above nought where there is more now. One query."""
    then = period.before
    return {
        "first_day": str(then.start),
        "last_day": str(then.last_day),
        "not_comparable": _why_not(period, as_at),
        "figures": [
            _row(name, unit, value_at(now, way), value_at(before, way))
            for name, (unit, way) in places.items()
        ],
    }


def value_at(figures: Any, way: tuple[str, ...]) -> Any:
    """The value at the end of `way`; None where there is none."""
    for key in way:
        if not isinstance(figures, dict):
            return None
        figures = figures.get(key)
    return figures


def _why_not(period: Period, as_at: dt.datetime) -> str | None:
    if period.before.start < current_scheme().operational_from:
        return BEFORE_THE_SCHEME
    return INCOMPLETE if period.last_day > day_of(as_at) else None


def _row(name: str, unit: str, now: Any, before: Any) -> dict[str, Any]:
    return {
        "figure": name,
        "unit": unit,
        "now": now,
        "before": before,
        "difference": _difference(unit, now, before),
    }


def _difference(unit: str, now: Any, before: Any) -> Any:
    """In the unit of the figure; of percentages in points. None where one of them is missing."""
    if now is None or before is None:
        return None
    if unit == COUNT:
        return now - before
    difference = Decimal(str(now)) - Decimal(str(before))
    return pounds(difference) if unit == GBP else f"{difference:.1f}"
