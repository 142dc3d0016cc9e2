"""What was delivered under a call-off, as it was reported."""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from contracts.models.contract import CallOffContract
from mdps.core.cases.fields import EncryptedTextField
from mdps.core.models import User
from mdps.core.money import money_field


class Delivery(models.Model):
    """Units delivered and appointments missed in the days up to `until` (inclusive). Append-only.

    `extras` is what is charged besides, the council's part of it, GBP ex VAT.
    A correction is another record, with negative numbers and its reason. Nothing about the child.
    """

    contract = models.ForeignKey(CallOffContract, models.PROTECT, related_name="deliveries")
    since = models.DateField()
    until = models.DateField()
    units = models.IntegerField()
    missed = models.IntegerField("missed appointments", default=0)
    extras = money_field(default=Decimal("0.00"))
    correction = EncryptedTextField(
        case="contract.line.request", max_length=200, blank=True, help_text="Why it is corrected"
    )
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_on = models.DateField()
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["until", "id"]
        verbose_name_plural = "deliveries"
        constraints = [
            models.CheckConstraint(
                name="delivery_days_run_forward", condition=Q(until__gte=models.F("since"))
            ),
            models.CheckConstraint(
                name="delivery_says_something", condition=~Q(units=0, missed=0, extras=0)
            ),
            models.CheckConstraint(
                name="less_delivered_has_reason",
                condition=Q(units__gte=0, missed__gte=0, extras__gte=0) | ~Q(correction=""),
            ),
        ]
        indexes = [models.Index(fields=["contract", "until", "id"], name="delivery_by_contract")]

    def __str__(self) -> str:
        return f"{self.units} units of {self.contract}"
