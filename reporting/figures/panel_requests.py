"""Requested by teams and approved by the panel, by category and financial year (CR ¶8).

The years before the scheme are shown as reported to Cabinet, their VAT basis not stated. Since
then a line counts, ex VAT, in the year in which the panel decided it: deferred lines, those agreed
in principle and those that wait are in no year yet. An urgent approval counts when the panel
ratifies it.
"""

import datetime as dt
from decimal import Decimal

from django.db.models import Sum
from django.db.models.functions import TruncMonth

from lots.models import RequestCategory
from mdps.core.financial_years import financial_year
from mdps.core.money import ZERO
from panel.kinds import FINAL
from panel.models import PanelDecision
from reporting.figures.plain import BASIS, day_of, percent, pounds
from reporting.models import PanelHistory
from reporting.periods import ONE_DAY

AS_REPORTED = "As reported, VAT basis not stated"
Amounts = dict[str, dict[str, tuple[Decimal, Decimal]]]


def figures(as_at: dt.datetime, *, until: dt.date | None = None) -> dict:
    """Every year there is, oldest first, to the day of `as_at`; with `until` to the end of that
    day, where it is earlier. Three queries."""
    categories, last = list(RequestCategory.objects.all()), day_of(as_at)
    now = financial_year(last)
    if until and until < last:
        last, now = until, financial_year(until + ONE_DAY)
    history, decided = _history(), _decided(last)
    years = [
        _year(year, amounts, categories, basis=basis, complete=year < now)
        for source, basis in ((history, AS_REPORTED), (decided, BASIS))
        for year, amounts in sorted(source.items())
    ]
    return {
        "as_at": str(last),
        "categories": [category.name for category in categories],
        "years": years,
        "not_reported": _gaps([year["financial_year"] for year in years]),
    }


def _history() -> Amounts:
    years: Amounts = {}
    for line in PanelHistory.objects.select_related("category"):
        years.setdefault(line.financial_year, {})[line.category.name] = (
            line.requested,
            line.approved,
        )
    return years


def _decided(last: dt.date) -> Amounts:
    rows = (
        PanelDecision.objects.standing()
        .filter(kind__in=FINAL, decided_on__lte=last)
        .order_by()
        .values("line__request__category__name", month=TruncMonth("decided_on"))
        .annotate(requested=Sum("line__requested_amount"), approved=Sum("amount"))
    )
    years: Amounts = {}
    for row in rows:
        of_year = years.setdefault(financial_year(row["month"]), {})
        requested, approved = of_year.get(row["line__request__category__name"], (ZERO, ZERO))
        of_year[row["line__request__category__name"]] = (
            requested + row["requested"],
            approved + row["approved"],
        )
    return years


def _year(
    year: str, amounts: dict, categories: list[RequestCategory], *, basis: str, complete: bool
) -> dict:
    requested = sum((asked for asked, _ in amounts.values()), ZERO)
    approved = sum((given for _, given in amounts.values()), ZERO)
    return {
        "financial_year": year,
        "basis": basis,
        "complete": complete,
        "categories": [
            {"category": each.name} | _amounts(*amounts.get(each.name, (ZERO, ZERO)))
            for each in categories
        ],
        **_amounts(requested, approved),
    }


def _amounts(requested: Decimal, approved: Decimal) -> dict:
    return {
        "requested": pounds(requested),
        "approved": pounds(approved),
        "percent_approved": percent(approved, requested),
    }


def _gaps(years: list[str]) -> list[str]:
    """The financial years between the first and the last for which there is nothing."""
    if not years:
        return []
    first, last = int(min(years)[:4]), int(max(years)[:4])
    every = [financial_year(dt.date(year, 4, 1)) for year in range(first, last + 1)]
    return [year for year in every if year not in years]
