"""Reads of the budgets, for their pages and for the desk."""

import datetime as dt

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from mdps.core.models import User
from mdps.core.money import ZERO, money_field
from mdps.core.permissions import Permission, can
from panel.models import Budget, BudgetPosting, Custodian
from referrals.models import RequestLine

COLUMNS = ("reserved", "committed", "spent")


def budgets_visible_to(user: User) -> QuerySet[Budget]:
    """Every budget to those who see budgets; nobody else sees one."""
    if can(user, Permission.BUDGET_READ):
        return Budget.objects.select_related("team")
    return Budget.objects.none()


def with_sums(budgets: QuerySet[Budget]) -> QuerySet[Budget]:
    """Each budget with what is `reserved`, `committed`, `spent` and `left` of it."""
    found = budgets.annotate(**{name: _sum(name, budget=OuterRef("pk")) for name in COLUMNS})
    return found.annotate(left=F("amount") - F("reserved") - F("committed") - F("spent"))


def with_custodian(budgets: QuerySet[Budget], on: dt.date) -> QuerySet[Budget]:
    """Each budget with the name of who answers for it on the day `on`, empty for nobody; and of
    who did last, with their last day (inclusive)."""
    of_budget = Custodian.objects.filter(budget=OuterRef("pk"), starts_on__lte=on)
    in_office = of_budget.exclude(ends_on__lt=on)
    before = of_budget.filter(ends_on__lt=on).order_by("-ends_on")
    return budgets.annotate(
        custodian=Subquery(in_office.values("person__name")[:1]),
        last_custodian=Subquery(before.values("person__name")[:1]),
        last_custody_until=Subquery(before.values("ends_on")[:1]),
    )


def in_custody_of(user: User, on: dt.date) -> QuerySet[Budget]:
    """The budgets that `user` answers for on the day `on`, with their sums."""
    held = Custodian.objects.filter(person=user, starts_on__lte=on).exclude(ends_on__lt=on)
    found = budgets_visible_to(user).filter(custodians__in=held)
    return with_sums(found).order_by("-financial_year", "fund", "id")


def lines_of(budget: Budget, *, until: dt.date | None = None) -> QuerySet[RequestLine]:
    """Every line that something of the budget is or was held for, with what is `reserved`,
    `committed` and `spent` for it now, and the `sources` that bound it: call-offs and spot
    purchases. With `until` as it was at the end of that day. The sums of a column are the budget's
    figure."""
    by_then = {"on__lte": until} if until else {}
    posted = BudgetPosting.objects.filter(budget=budget, **by_then)
    found = RequestLine.objects.filter(pk__in=posted.values("line"))
    sums = {name: _sum(name, budget=budget, line=OuterRef("pk"), **by_then) for name in COLUMNS}
    bound = posted.filter(line=OuterRef("pk"), kind=BudgetPosting.Kind.COMMIT)
    sources = ArraySubquery(bound.order_by("source").values("source").distinct())
    return found.annotate(**sums, sources=sources).select_related("service", "request__team")


def is_held(name: str) -> Q:
    """Those lines for which something is reserved, committed or spent."""
    return ~Q(**{name: ZERO})


def _sum(name: str, **of: object) -> Coalesce:
    postings = BudgetPosting.objects.filter(**of).order_by()
    summed = postings.values("budget").annotate(sum=Sum(name)).values("sum")
    return Coalesce(Subquery(summed), ZERO, output_field=money_field())
