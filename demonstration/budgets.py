"""Finance sets both budgets for each financial year, and names the hub's custodian (CR ¶12)."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from functools import partial

from demonstration.world import World
from mdps.core.financial_years import financial_year, first_day, last_day
from mdps.core.rules import Refused
from panel import keep_budgets
from referrals.models import FundingSource

AMOUNTS = {
    FundingSource.SECTION_17: Decimal("1850000.00"),
    FundingSource.CHILDREN_IN_CARE: Decimal("2050000.00"),
}
RISE = Decimal("0.04")  # of a year, on the first one
OVERSPENT = "The need cannot wait for the new year; the custodian was told."
HUB = "Children and Families commissioning hub"


def paid_for(act: Callable[[str], object]) -> None:
    """Decide, and where a budget is not enough for it, with the chair's reason to overspend it."""
    try:
        act("")
    except Refused as refused:
        if {each.code for each in refused.refusals} != {"over-budget"}:
            raise
        act(OVERSPENT)


def enter(world: World) -> None:
    """For every financial year that has begun, on its first day or that of the scheme."""
    began = world.days.operational
    year = financial_year(began)
    while first_day(year) <= world.today:
        on = max(first_day(year), began)
        world.diary.exactly_on(on, partial(_set, world, year))
        year = financial_year(last_day(year) + dt.timedelta(days=1))


def _set(world: World, year: str, on: dt.date) -> None:
    people = world.people
    years = int(year[:4]) - world.days.operational.year
    for fund, amount in AMOUNTS.items():
        budget = keep_budgets.set_amount(
            fund=fund, year=year, amount=amount * (1 + RISE * years), by=people.finance
        )
        keep_budgets.name_custodian(
            budget,
            person=people.deciders[0],
            body=HUB,
            starts_on=first_day(year),
            ends_on=last_day(year),
            by=people.finance,
        )
