"""The rate card: what a supplier charges for a service, from a day on."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from lots.models import Service
from mdps.core.money import money_field
from suppliers.models.supplier import Supplier


class RateLine(models.Model):
    """A price for one unit, GBP ex VAT; never edited once in force, only superseded.

    `effective_to` is the last day it holds, inclusive; None while it is the current one.
    """

    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="rate_lines")
    service = models.ForeignKey(Service, models.PROTECT, related_name="rate_lines")
    unit_price = money_field()
    effective_from = models.DateField()
    effective_to = models.DateField(null=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="one_price_at_a_time",
                expressions=[
                    ("supplier", RangeOperators.EQUAL),
                    ("service", RangeOperators.EQUAL),
                    (
                        Func(
                            "effective_from",
                            "effective_to",
                            RangeBoundary(inclusive_upper=True),
                            function="DATERANGE",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
            models.CheckConstraint(name="price_is_positive", condition=Q(unit_price__gt=0)),
            models.CheckConstraint(
                name="rate_ends_after_it_starts",
                condition=Q(effective_to=None) | Q(effective_to__gte=F("effective_from")),
            ),
        ]
        indexes = [models.Index(fields=["service", "effective_from"], name="rate_by_service")]

    def __str__(self) -> str:
        return f"{self.service} by {self.supplier}"
