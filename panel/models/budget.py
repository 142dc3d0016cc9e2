"""Budgets of the panel, who answers for each, and every penny that is held, bound or paid.

What is left is the amount less the sum of the postings. Postings are append-only; the sum is
taken over an index when it is needed (docs/adr/0012-budgets-are-summed.md).
"""

import datetime as dt

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Now

from mdps.core import addresses
from mdps.core.financial_years import last_day
from mdps.core.models import Team, User
from mdps.core.money import ZERO, money_field
from mdps.core.one_of import OneOfField
from referrals.models import FundingSource, RequestLine


class Budget(models.Model):
    """What may be spent of a fund in a financial year, 1 April to 31 March, GBP ex VAT.

    With a `team` it is that team's own, and pays before the fund's general one.
    """

    fund = OneOfField(max_length=20, choices=FundingSource.choices)
    financial_year = models.CharField(max_length=7)
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="budgets")
    amount = money_field()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["fund", "financial_year", "team"],
                nulls_distinct=False,
                name="one_budget_a_year",
            ),
            models.CheckConstraint(name="budget_is_not_negative", condition=Q(amount__gte=ZERO)),
            models.CheckConstraint(
                name="budget_is_of_a_financial_year",
                condition=Q(financial_year__regex=r"^\d{4}-\d{2}$"),
            ),
        ]
        indexes = [models.Index(fields=["-financial_year", "-id"], name="budget_newest")]

    def __str__(self) -> str:
        return f"{self.get_fund_display()}{f', {self.team}' if self.team else ''}"

    def get_absolute_url(self) -> str:
        return addresses.of_record("panel:budget", self.pk)

    @property
    def reference(self) -> str:
        return f"{self} {self.financial_year}"

    def is_over(self, on: dt.date) -> bool:
        """Whether its financial year had ended before the day `on`."""
        return last_day(self.financial_year) < on


class Custodian(models.Model):
    """Who answers for a budget from one day to another, both included; no end while it lasts.

    `body` is on whose behalf: for section 17 the commissioning hub (CR ¶12).
    """

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="custodians")
    person = models.ForeignKey(User, models.PROTECT, related_name="custodies")
    body = models.CharField(max_length=100)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                name="custody_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
            ExclusionConstraint(
                name="one_custodian_at_a_time",
                expressions=[
                    ("budget", RangeOperators.EQUAL),
                    (
                        Func(
                            "starts_on",
                            "ends_on",
                            RangeBoundary(inclusive_upper=True),
                            function="DATERANGE",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.body}"


class BudgetPosting(models.Model):
    """One change of what is reserved, committed and spent of a budget for a line.

    An approval reserves; an award or a spot purchase turns reserved into committed; an invoice
    turns committed into spent. `source` is the reference of what caused it, `on` its day.
    """

    class Kind(models.TextChoices):
        RESERVE = "reserve", "Reserved"
        RELEASE = "release", "Given back"
        COMMIT = "commit", "Committed"
        UNCOMMIT = "uncommit", "Commitment taken back"
        SPEND = "spend", "Spent"
        UNSPEND = "unspend", "Spending taken back"

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="postings")
    line = models.ForeignKey(RequestLine, models.PROTECT, related_name="postings")
    kind = OneOfField(max_length=10, choices=Kind.choices)
    reserved = money_field(default=ZERO)
    committed = money_field(default=ZERO)
    spent = money_field(default=ZERO)
    source = models.CharField(max_length=20)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    on = models.DateField()
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="posting_moves_money_the_way_it_says",
                condition=Q(kind="reserve", reserved__gt=0, committed=0, spent=0)
                | Q(kind="release", reserved__lt=0, committed=0, spent=0)
                | Q(kind="commit", committed__gt=0, reserved=-F("committed"), spent=0)
                | Q(kind="uncommit", committed__lt=0, reserved=-F("committed"), spent=0)
                | Q(kind="spend", spent__gt=0, committed=-F("spent"), reserved=0)
                | Q(kind="unspend", spent__lt=0, committed=-F("spent"), reserved=0),
            ),
        ]
        indexes = [
            models.Index(fields=["-on", "-id"], name="posting_newest"),
            models.Index(
                fields=["budget", "line"],
                include=["reserved", "committed", "spent"],
                name="posting_sums",
            ),
            models.Index(fields=["line", "id"], name="posting_by_line"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} for {self.line}"
