"""Spot purchases on the page of a budget: whoever answers for it sees all spend (CR ¶12).

What was bought on an approved line is charged to the budget. What was found afterwards is charged
to none; it stands beside it, of the same financial year, in the team's budget or the general one.
"""

from decimal import Decimal

from django.db.models import Count, QuerySet, Sum

from contracts.models import SpotPurchase
from mdps.core import cells, slots
from mdps.core.financial_years import first_day, last_day
from mdps.core.models import User
from mdps.core.money import ZERO, gbp
from mdps.core.permissions import Permission, can
from mdps.core.ui import Cell, Heading, Section, Table
from mdps.core.words import count
from panel.models import Budget, BudgetPosting

SHOWN = 50


@slots.filler("budget")
def bought_outside(user: User, budget: Budget) -> Section:
    """The newest spot purchases charged to `budget`, what all of them come to, and what was found
    beside them. Three queries."""
    charged = BudgetPosting.objects.filter(
        budget=budget, kind=BudgetPosting.Kind.COMMIT, source__startswith="SP-"
    )
    total = charged.aggregate(sum=Sum("committed", default=ZERO))["sum"]
    newest = list(charged.select_related("line").order_by("-on", "-id")[:SHOWN])
    names = {
        each.reference: each
        for each in SpotPurchase.objects.filter(line__in=[each.line_id for each in newest])
    }
    reads = can(user, Permission.CONTRACT_READ)
    table = Table(
        headings=[
            Heading("Spot purchase"),
            Heading("Provider"),
            Heading("Line"),
            Heading("Day"),
            Heading("Charged", numeric=True),
        ],
        rows=[_row(each, names[each.source], reads=reads) for each in newest],
        caption="Bought outside the scheme, GBP ex VAT",
        empty="Nothing that this budget pays for was bought outside the scheme.",
    )
    return Section(
        "Spot purchases",
        "contracts/budget_slot.html",
        {"sentence": _sentence(total), "found": _found(budget), "table": table},
        id="spot-purchases",
    )


def _row(posting: BudgetPosting, purchase: SpotPurchase, *, reads: bool) -> list[Cell]:
    return [
        Cell(purchase.reference, url=purchase.get_absolute_url() if reads else ""),
        Cell(purchase.provider_name),
        Cell(posting.line.reference),
        cells.date(posting.on),
        cells.money(posting.committed),
    ]


def _sentence(total: Decimal) -> str:
    return f"{gbp(total)} of what is committed was bought outside the scheme." if total else ""


def _found(budget: Budget) -> str:
    """What was found afterwards in the year, charged to no budget; empty where nothing was."""
    sums = _found_in(budget).aggregate(number=Count("id"), total=Sum("amount", default=ZERO))
    if not sums["number"]:
        return ""
    return (
        f"{gbp(sums['total'])} in {count(sums['number'], 'purchase')} of the year was found "
        "afterwards. It is charged to no budget, because the panel did not approve it."
    )


def _found_in(budget: Budget) -> QuerySet[SpotPurchase]:
    year = budget.financial_year
    found = SpotPurchase.objects.filter(
        line=None, purchased_on__range=(first_day(year), last_day(year))
    )
    return found.filter(team=budget.team) if budget.team else found
