"""How long a line waits for its decision: working days from its request's submission.

The day of submission is not counted, the day of the decision is. A line that was approved urgently
had its decision then; its ratification is no second one.
"""

import datetime as dt
import statistics
from decimal import Decimal

from django.db.models import Count, Q, QuerySet

from mdps.core import working_days
from panel.kinds import FINAL, OF_URGENT
from panel.models import PanelDecision
from reporting.figures.plain import TENTH, day_of
from reporting.periods import Period

DECIDED = [kind for kind in FINAL if kind not in OF_URGENT]


def figures(period: Period, as_at: dt.datetime) -> dict:
    """Lines decided for good in `period`; the median and the longest wait, in working days.

    Of no line both are None. One query.
    """
    waits = sorted(_waits(period, as_at))
    return {
        "lines": len(waits),
        "median_days": _tenths(statistics.median(waits)) if waits else None,
        "longest_days": int(waits[-1]) if waits else None,
    }


def _waits(period: Period, as_at: dt.datetime) -> list[Decimal]:
    """The wait of each line. Days are worked out once for each pair of them."""
    rows = (
        _decided(period, as_at)
        .order_by()
        .values_list("line__request__submitted_on", "decided_on")
        .annotate(lines=Count("id"))
    )
    return [
        Decimal(working_days.between(submitted, decided))
        for submitted, decided, lines in rows
        for _ in range(lines)
    ]


def decided_for_good() -> QuerySet[PanelDecision]:
    """The decisions that ended a wait."""
    standing = PanelDecision.objects.standing().filter(kind__in=DECIDED).values("id")
    return PanelDecision.objects.filter(
        Q(id__in=standing) | Q(route=PanelDecision.Route.URGENT),
        line__request__submitted_on__isnull=False,
    )


def _decided(period: Period, as_at: dt.datetime) -> QuerySet[PanelDecision]:
    return decided_for_good().filter(
        decided_on__gte=period.start, decided_on__lt=period.end, decided_on__lte=day_of(as_at)
    )


def _tenths(number: Decimal) -> str:
    return f"{number.quantize(TENTH):.1f}"
