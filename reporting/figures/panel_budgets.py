"""The panel's budgets at the end of a period: what is held, bound and paid, and what is left."""

import datetime as dt

from django.db.models import F, Q, Sum

from mdps.core.financial_years import financial_year
from mdps.core.money import ZERO
from panel.models import Budget
from reporting.figures.plain import day_of, pounds
from reporting.periods import Period

EVERYBODY = "All teams"


def figures(period: Period, as_at: dt.datetime) -> list[dict]:
    """The budgets of the financial years that `period` touches, with every posting up to the
    period's end or the day of `as_at`, whichever is earlier. One query."""
    last = min(period.last_day, day_of(as_at))
    by_then = Q(postings__on__lte=last)
    budgets = (
        Budget.objects.filter(financial_year__in=_years(period))
        .annotate(
            name=F("team__name"),
            reserved=Sum("postings__reserved", filter=by_then, default=ZERO),
            committed=Sum("postings__committed", filter=by_then, default=ZERO),
            spent=Sum("postings__spent", filter=by_then, default=ZERO),
        )
        .order_by("financial_year", "fund", F("team__name").asc(nulls_first=True))
    )
    return [
        {
            "fund": budget.get_fund_display(),
            "financial_year": budget.financial_year,
            "team": budget.name or EVERYBODY,
            "amount": pounds(budget.amount),
            "reserved": pounds(budget.reserved),
            "committed": pounds(budget.committed),
            "spent": pounds(budget.spent),
            "left": pounds(budget.amount - budget.reserved - budget.committed - budget.spent),
        }
        for budget in budgets
    ]


def _years(period: Period) -> set[str]:
    """The financial years that have a day in `period`."""
    begins = (dt.date(year, 4, 1) for year in range(period.start.year, period.end.year + 1))
    inside = [day for day in begins if period.start <= day < period.end]
    return {financial_year(day) for day in (period.start, *inside)}
