"""Somebody opened a request that is not theirs: why, until when, and what was thought of it."""

from django.db import models
from django.db.models import F, Q

from mdps.core.cases.fields import EncryptedTextField
from mdps.core.models import User
from mdps.core.one_of import OneOfField
from referrals.models.request import SupportRequest


class EmergencyAccess(models.Model):
    """Reading of one request for a few hours, from `opened_at` up to and without `ends_at`.

    Kept for good: only its review is written later, once, by somebody else.
    """

    class Finding(models.TextChoices):
        JUSTIFIED = "justified", "It was needed"
        UNJUSTIFIED = "unjustified", "It was not needed"

    request = models.ForeignKey(SupportRequest, models.PROTECT, related_name="emergencies")
    person = models.ForeignKey(User, models.PROTECT, related_name="+")
    reason = EncryptedTextField(case="request", help_text="Typed by who opened it")
    opened_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    finding = OneOfField(max_length=11, choices=Finding.choices, blank=True)
    words = EncryptedTextField(case="request", blank=True, help_text="What the review found")
    reviewed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "emergency access"
        verbose_name_plural = "emergency accesses"
        constraints = [
            models.CheckConstraint(name="emergency_has_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(name="emergency_ends", condition=Q(ends_at__gt=F("opened_at"))),
            models.CheckConstraint(
                name="emergency_is_reviewed_by_somebody_else",
                condition=Q(finding="", words="", reviewed_by=None, reviewed_at=None)
                | ~Q(finding="")
                & ~Q(words="")
                & Q(reviewed_at__isnull=False, reviewed_by__isnull=False)
                & ~Q(reviewed_by=F("person")),
            ),
        ]
        indexes = [
            models.Index(fields=["-opened_at", "-id"], name="emergency_newest"),
            models.Index(fields=["person", "request", "ends_at"], name="emergency_by_person"),
        ]

    def __str__(self) -> str:
        return f"Emergency access to {self.request.reference}"
