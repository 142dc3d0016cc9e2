"""When a lot can be applied for: at any time, or in rounds with an opening and a closing moment."""

import datetime as dt

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from lots.models.scheme import Lot
from mdps.core import addresses
from mdps.core.models import User
from mdps.core.one_of import OneOfField


class LotRule(models.Model):
    """How a lot can be applied for, from a day on. Never changed; a later one follows it.

    Of two for the same day the one recorded last holds. `recorded_by` is None of the rule that
    came with the scheme (CR ¶11: providers join throughout the year).
    """

    class Opening(models.TextChoices):
        CONTINUOUS = "continuous", "Open continuously"
        ROUNDS = "rounds", "Open in rounds"

    lot = models.ForeignKey(Lot, models.PROTECT, related_name="rules")
    opening = OneOfField(max_length=20, choices=Opening.choices)
    effective_from = models.DateField()
    reason = models.TextField(blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["lot", "effective_from", "id"]
        indexes = [models.Index(fields=["lot", "-effective_from", "-id"], name="lot_rule_in_force")]

    def __str__(self) -> str:
        return f"{self.lot.short}: {self.get_opening_display().lower()}"


class AdmissionRound(models.Model):
    """A dated window in which some lots can be applied for; its applications are one batch.

    It is open from `opens_at` up to and without `closes_at`: a closing moment of 12:00:00 lets
    11:59:59 in and not 12:00:00. Whether it is planned, open or closed is read off the clock.
    """

    class Stage(models.TextChoices):
        PLANNED = "planned", "Planned"
        OPEN = "open", "Open"
        CLOSED = "closed", "Closed"
        CANCELLED = "cancelled", "Cancelled"

    title = models.CharField(max_length=100)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    planned_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    cancelled_at = models.DateTimeField(null=True)
    lots = models.ManyToManyField(Lot, through="LotInRound", related_name="rounds")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="round_closes_after_it_opens", condition=Q(closes_at__gt=F("opens_at"))
            ),
        ]
        indexes = [models.Index(fields=["-opens_at", "-id"], name="round_newest")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return addresses.of_record("lots:round", self.pk)

    @property
    def reference(self) -> str:
        return f"RND-{self.pk:04d}"

    def stage(self, at: dt.datetime) -> "AdmissionRound.Stage":
        """Where it stands at the moment `at`; open from its first moment, closed at its last."""
        if self.cancelled_at:
            return self.Stage.CANCELLED
        if at < self.opens_at:
            return self.Stage.PLANNED
        return self.Stage.OPEN if at < self.closes_at else self.Stage.CLOSED


class LotInRound(models.Model):
    """A lot in a round. `window` is the round's own, half-open; no two of a lot overlap.

    It goes when the round is planned anew without the lot, or cancelled.
    """

    round = models.ForeignKey(AdmissionRound, models.PROTECT, related_name="places")
    lot = models.ForeignKey(Lot, models.PROTECT, related_name="places")
    window = DateTimeRangeField()

    class Meta:
        verbose_name_plural = "lots in rounds"
        constraints = [
            models.UniqueConstraint(fields=["round", "lot"], name="a_lot_once_in_a_round"),
            ExclusionConstraint(
                name="one_round_of_a_lot_at_a_time",
                expressions=[
                    ("lot", RangeOperators.EQUAL),
                    ("window", RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lot.short} in {self.round}"
