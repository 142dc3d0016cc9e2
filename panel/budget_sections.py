"""What a budget can bear, shown where somebody decides: at the desk, urgently, endorsing."""

import datetime as dt
from typing import Any

from mdps.core.financial_years import financial_year
from mdps.core.money import gbp
from mdps.core.ui import Row, Section
from panel.budget_queries import with_custodian, with_sums
from panel.funding import budget_for, shares_of
from panel.models import Budget
from referrals.models import FundingSource, SupportRequest


def budget_section(request: SupportRequest, *, on: dt.date) -> Section:
    """Reserved, committed, spent and left, as they are now, of each budget that would pay for
    `request` on the day `on`. GBP ex VAT."""
    rows = [
        row for fund, percent in shares_of(request) for row in _rows(request, fund, percent, on)
    ]
    return Section("Budget", "components/summary_list.html", {"rows": rows}, id="budget")


def _rows(request: SupportRequest, fund: FundingSource, percent: int, on: dt.date) -> list[Row]:
    year = financial_year(on)
    found = budget_for(fund, year, request.team_id)
    part = "" if percent == 100 else f", pays {percent}%"
    if found is None:
        return [Row(f"{FundingSource(fund).label} {year}{part}", "No budget is set")]
    budget: Any = with_custodian(with_sums(Budget.objects.filter(pk=found.pk)), on).get()
    return [
        Row(f"{budget.reference}{part}", f"{gbp(budget.left)} left of {gbp(budget.amount)}"),
        Row(
            "Reserved, committed, spent",
            f"{gbp(budget.reserved)}, {gbp(budget.committed)}, {gbp(budget.spent)}",
        ),
        Row("Custodian", budget.custodian or "Nobody, so nothing can be approved from it"),
    ]
