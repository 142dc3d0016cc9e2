"""Spot purchases: approved lines met outside the scheme. They never touch the cap (CR ¶12)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from mdps.core.models import User
from mdps.core.money import money_field
from referrals.models import RequestLine


class SpotPurchase(models.Model):
    """What was bought outside the scheme, from whom, why, and who authorised it."""

    class Reason(models.TextChoices):
        NO_LOT = "no_lot", "The service has no lot"
        NOT_ADMITTED = "not_admitted", "The provider is not admitted"
        CAP_OR_TERM = "cap_or_term", "The cap or the term of the scheme is spent"

    line = models.ForeignKey(RequestLine, models.PROTECT, related_name="spot_purchases")
    provider_name = models.CharField(max_length=200)
    units = models.PositiveIntegerField()
    amount = money_field()
    reason = models.CharField(max_length=20, choices=Reason.choices)
    explanation = models.TextField()
    authorised_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    purchased_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="spot_purchase_has_amount", condition=Q(amount__gt=0, units__gt=0)
            ),
        ]
        indexes = [models.Index(fields=["-purchased_on", "-id"], name="spot_newest")]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("contracts:spot", args=[self.pk])

    @property
    def reference(self) -> str:
        return f"SP-{self.pk:05d}"
