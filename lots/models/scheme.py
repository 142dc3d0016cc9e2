"""The scheme, its lots, and what can be bought under them.

Amounts are GBP ex VAT. Last days are inclusive.
"""

import datetime as dt
from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from mdps.core import addresses
from mdps.core.database import WrittenByDatabase
from mdps.core.models import DecisionRecord
from mdps.core.money import money_field
from mdps.core.one_of import OneOfField


class Scheme(WrittenByDatabase):
    """The MDPS itself: its term, the cap on what is committed, the threshold for Cabinet (CR 1, 4).

    `committed` is written by the ledger's trigger only; the application has no right to it.
    The term, the cap and the threshold are Cabinet's, never changed by saving; an extension is
    added beside the term with its decision (CR 2).
    """

    database_written = ("committed",)
    fixed = (
        "operational_from",
        "initial_term_ends",
        "statutory_end",
        "cap",
        "cabinet_threshold",
        "termination_returns_headroom",
    )

    name = models.CharField(max_length=150)
    operational_from = models.DateField()
    initial_term_ends = models.DateField()
    extension_ends = models.DateField(null=True, blank=True)
    extension_decision = models.ForeignKey(
        DecisionRecord, models.PROTECT, null=True, blank=True, related_name="+"
    )
    statutory_end = models.DateField()
    cap = money_field()
    cabinet_threshold = money_field()
    planned_per_year = money_field()
    termination_returns_headroom = models.BooleanField(
        default=True, help_text="Whether what an early end leaves undelivered leaves the cap"
    )
    committed = money_field(db_default=Decimal("0.00"), editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="mdps_cap", condition=Q(committed__gte=0, committed__lte=F("cap"))
            ),
            models.CheckConstraint(
                name="scheme_extension_has_decision",
                condition=Q(extension_ends=None, extension_decision=None)
                | Q(
                    extension_ends__isnull=False,
                    extension_ends__gt=F("initial_term_ends"),
                    extension_decision__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="scheme_term_runs_forward",
                condition=Q(
                    operational_from__lte=F("initial_term_ends"),
                    initial_term_ends__lte=F("statutory_end"),
                ),
            ),
            models.CheckConstraint(
                name="scheme_amounts_are_not_negative",
                condition=Q(cap__gte=0, cabinet_threshold__gte=0, planned_per_year__gte=0),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def headroom(self) -> Decimal:
        """What is left under the cap; £0.00 means that nothing more can be awarded (CR 4)."""
        return self.cap - self.committed

    @property
    def last_award_day(self) -> dt.date:
        """The last day on which a call-off may be awarded, inclusive (CR 1, CR 2)."""
        return min(self.extension_ends or self.initial_term_ends, self.statutory_end)

    def is_in_term(self, on: dt.date) -> bool:
        """Whether a call-off may be awarded on the day `on`."""
        return self.operational_from <= on <= self.last_award_day


class Lot(models.Model):
    """A part of the scheme with selection criteria of its own (CR ¶10)."""

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="lots")
    number = models.PositiveSmallIntegerField(unique=True)
    name = models.CharField(max_length=100)
    description = models.TextField()

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"Lot {self.number}: {self.name}"

    def get_absolute_url(self) -> str:
        return addresses.of_record("lots:lot", self.pk)

    @property
    def short(self) -> str:
        return self.called(self.number)

    @staticmethod
    def called(number: int) -> str:
        """How the lot with this number is called for short."""
        return f"Lot {number}"


class RequestCategory(models.Model):
    """One of the panel's four reporting categories (CR ¶8), and the lot most of it falls in."""

    name = models.CharField(max_length=100, unique=True)
    short_name = models.CharField(max_length=40, unique=True)
    position = models.PositiveSmallIntegerField(unique=True)
    lot = models.ForeignKey(Lot, models.PROTECT, related_name="categories")

    class Meta:
        ordering = ["position"]
        verbose_name_plural = "request categories"

    def __str__(self) -> str:
        return self.name


class Service(models.Model):
    """What can be bought, in its unit. Without a lot (advocacy) only a spot purchase meets it."""

    class Unit(models.TextChoices):
        ASSESSMENT = "assessment", "assessment"
        TEST = "test", "test"
        SESSION = "session", "session"
        HOUR = "hour", "hour"
        VISIT = "visit", "visit"

    name = models.CharField(max_length=100, unique=True)
    category = models.ForeignKey(RequestCategory, models.PROTECT, related_name="services")
    lot = models.ForeignKey(Lot, models.PROTECT, null=True, blank=True, related_name="services")
    unit = OneOfField(max_length=20, choices=Unit.choices)

    class Meta:
        ordering = ["category__position", "name"]

    def __str__(self) -> str:
        return self.name
