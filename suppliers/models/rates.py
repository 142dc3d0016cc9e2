"""The rate card: what a supplier charges for a service, from a day on. GBP ex VAT.

Nothing on it is edited once in force, only superseded; what has not come into force yet can be
cancelled, and stays on record.
"""

from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Coalesce

from lots.models import Service
from mdps.core.money import money_field
from mdps.core.one_of import OneOfField
from suppliers.models.supplier import Supplier

IN_FORCE = Func(
    "effective_from",
    "effective_to",
    RangeBoundary(inclusive_upper=True),
    function="DATERANGE",
    output_field=DateRangeField(),
)


class NotCancelled(models.Manager):
    """What holds or will hold; `all_lines` has those too that were cancelled before they held."""

    def get_queryset(self) -> Any:
        return super().get_queryset().filter(cancelled_on=None)


class Dated(models.Model):
    """From `effective_from` until `effective_to`, both inclusive; no end while it is the last."""

    effective_from = models.DateField()
    effective_to = models.DateField(null=True)
    cancelled_on = models.DateField(null=True, help_text="Taken back before it came into force")

    all_lines = models.Manager()
    objects = NotCancelled()

    class Meta:
        abstract = True
        default_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                name="%(class)s_ends_after_it_starts",
                condition=Q(effective_to=None) | Q(effective_to__gte=F("effective_from")),
            ),
            models.CheckConstraint(
                name="%(class)s_cancelled_before_it_starts",
                condition=Q(cancelled_on=None) | Q(cancelled_on__lt=F("effective_from")),
            ),
        ]


class RateLine(Dated):
    """A price for one unit, with the volume discounts that go with it."""

    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="rate_lines")
    service = models.ForeignKey(Service, models.PROTECT, related_name="rate_lines")
    unit_price = money_field()

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            ExclusionConstraint(
                name="one_price_at_a_time",
                expressions=[
                    ("supplier", RangeOperators.EQUAL),
                    ("service", RangeOperators.EQUAL),
                    (IN_FORCE, RangeOperators.OVERLAPS),
                ],
                condition=Q(cancelled_on=None),
            ),
            models.CheckConstraint(name="price_is_positive", condition=Q(unit_price__gt=0)),
        ]
        indexes = [
            models.Index(fields=["service", "effective_from"], name="rate_by_service"),
            models.Index(fields=["-effective_from", "-id"], name="rate_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.service} by {self.supplier}"


class VolumeDiscount(models.Model):
    """A tier of a rate line: `percent` off from unit `from_units` of the scheme year on."""

    line = models.ForeignKey(RateLine, models.PROTECT, related_name="discounts")
    from_units = models.PositiveIntegerField()
    percent = models.DecimalField(max_digits=4, decimal_places=2)

    class Meta:
        ordering = ["line", "from_units"]
        constraints = [
            models.UniqueConstraint(fields=["line", "from_units"], name="one_discount_a_tier"),
            models.UniqueConstraint(fields=["line", "percent"], name="one_tier_a_discount"),
            models.CheckConstraint(
                name="discount_is_a_part",
                condition=Q(from_units__gte=2, percent__gt=0, percent__lt=100),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.percent}% from unit {self.from_units} of {self.line}"


class ExtraRate(Dated):
    """The price of something charged besides: for one service, or (None) for every one."""

    class Kind(models.TextChoices):
        TRAVEL = "travel", "Travel, for one mile"
        REPORT = "report", "Report"
        COURT = "court", "Court attendance, for half a day"
        MISSED = "missed", "Missed appointment"

    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="extra_rates")
    service = models.ForeignKey(Service, models.PROTECT, null=True, related_name="extra_rates")
    kind = OneOfField(max_length=10, choices=Kind.choices)
    price = money_field()

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            ExclusionConstraint(
                name="one_extra_price_at_a_time",
                expressions=[
                    ("supplier", RangeOperators.EQUAL),
                    (Coalesce("service", 0), RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    (IN_FORCE, RangeOperators.OVERLAPS),
                ],
                condition=Q(cancelled_on=None),
            ),
            models.CheckConstraint(name="extra_price_is_positive", condition=Q(price__gt=0)),
        ]
        indexes = [models.Index(fields=["supplier", "effective_from"], name="extra_by_supplier")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} by {self.supplier}"
