"""Budgets of the tests with somebody who answers for them, set by the real actions."""

import datetime as dt
from decimal import Decimal

from mdps.core import notices
from mdps.core.financial_years import financial_year, first_day
from mdps.core.models import Team
from panel import keep_budgets
from panel.models import Budget
from referrals.models import FundingSource
from tests.build.people import given_a

ENOUGH = Decimal("100000000.00")


def given_budgets(*, on: dt.date) -> None:
    """Both funds for the financial year of the day `on`, large enough for any test."""
    with notices.silence():
        for fund in FundingSource:
            given_a_budget(fund, on=on)


def given_a_budget(
    fund: str = FundingSource.SECTION_17,
    amount: Decimal | str = ENOUGH,
    *,
    on: dt.date,
    team: Team | None = None,
    custodian: bool = True,
) -> Budget:
    """A budget of the financial year of the day `on`; of one that is there the amount is set."""
    year, finance = financial_year(on), given_a("finance_officer")
    there = Budget.objects.filter(fund=fund, financial_year=year, team=team).first()
    if there and amount == ENOUGH:
        return there
    budget = keep_budgets.set_amount(
        fund=fund, year=year, team=team, amount=Decimal(amount), by=finance
    )
    if custodian and not budget.custodians.exists():
        keep_budgets.name_custodian(
            budget,
            person=given_a("commissioning_manager"),
            body="Children and Families commissioning hub",
            starts_on=first_day(year),
            by=finance,
        )
    return budget
