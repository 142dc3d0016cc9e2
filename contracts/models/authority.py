"""What an award rests on: a standing authority, and above the threshold a Cabinet decision."""

import datetime as dt

from django.db import models
from django.db.models import F, Q

from lots.models import Lot
from mdps.core import working_days
from mdps.core.cases.fields import EncryptedTextField
from mdps.core.models import DecisionRecord, User
from mdps.core.money import money_field
from referrals.models import RequestLine


class StandingAuthority(models.Model):
    """Who may award call-offs for which lots, up to which value, from when to when (CR 4).

    `highest_value` may be equalled. `ends_on` is the last day, inclusive.
    """

    holder = models.ForeignKey(User, models.PROTECT, related_name="standing_authorities")
    lots = models.ManyToManyField(Lot, related_name="standing_authorities")
    highest_value = money_field()
    starts_on = models.DateField()
    ends_on = models.DateField()
    decision = models.OneToOneField(DecisionRecord, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-starts_on", "id"]
        verbose_name_plural = "standing authorities"
        constraints = [
            models.CheckConstraint(
                name="authority_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(
                name="authority_is_for_something", condition=Q(highest_value__gt=0)
            ),
        ]
        indexes = [
            models.Index(fields=["-starts_on", "-id"], name="authority_newest"),
            models.Index(fields=["-ends_on", "-id"], name="authority_by_end"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} held by {self.holder}"

    @property
    def reference(self) -> str:
        return f"SA-{self.pk:04d}"


class CabinetDecision(models.Model):
    """Cabinet's authority for one contract above the threshold (CR 4).

    It covers `line` up to `highest_value` (may be equalled), once the call-in period is over. Its
    conditions speak of one child's package, and are encrypted.
    """

    line = models.ForeignKey(RequestLine, models.PROTECT, related_name="cabinet_decisions")
    minute = models.CharField(max_length=60, help_text="Reference of the minute")
    decided_on = models.DateField()
    highest_value = money_field()
    effective_from = models.DateField(help_text="First day after call-in")
    conditions = EncryptedTextField(
        case="line.request", blank=True, help_text="What Cabinet made a condition"
    )
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-decided_on", "id"]
        indexes = [models.Index(fields=["-decided_on", "-id"], name="cabinet_decision_newest")]
        constraints = [
            models.UniqueConstraint(fields=["line", "minute"], name="one_minute_per_line"),
            models.CheckConstraint(
                name="cabinet_decision_after_call_in",
                condition=Q(effective_from__gt=F("decided_on")),
            ),
            models.CheckConstraint(
                name="cabinet_decides_on_something", condition=Q(highest_value__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} ({self.minute})"

    @property
    def reference(self) -> str:
        return f"CD-{self.pk:04d}"

    @staticmethod
    def first_effective_day(decided_on: dt.date, clear_days: int) -> dt.date:
        """The day after `clear_days` clear working days: neither the decision's day nor this one
        count.

        Raises working_days.NotKnownYet.
        """
        return working_days.add(decided_on, clear_days + 1)
