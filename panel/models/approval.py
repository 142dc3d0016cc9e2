"""How long an approval lasts, as data, and each time the chair let one last longer."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from mdps.core.cases.fields import EncryptedTextField
from mdps.core.models import User
from referrals.models import RequestLine


class ApprovalTerms(models.Model):
    """What holds for approvals from a day until the next row. Append-only.

    An approval ends `months` after its day; its people are warned so many `warn_days` before. A
    package comes back to the panel `review_weeks` before its end.
    """

    holds_from = models.DateField(unique=True)
    months = models.PositiveSmallIntegerField()
    warn_days = ArrayField(models.PositiveSmallIntegerField())
    review_weeks = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name_plural = "approval terms"
        constraints = [
            models.CheckConstraint(name="approval_lasts", condition=Q(months__gte=1)),
        ]

    def __str__(self) -> str:
        return f"Terms of approvals from {self.holds_from:%-d %B %Y}"


class ApprovalExtension(models.Model):
    """The chair let the approval of a line run to a later day. Append-only."""

    line = models.ForeignKey(RequestLine, models.PROTECT, related_name="extensions")
    was_until = models.DateField()
    until = models.DateField()
    reason = EncryptedTextField(case="line.request")
    extended_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    extended_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="extended_to_a_later_day", condition=Q(until__gt=F("was_until"))
            ),
            models.CheckConstraint(name="extension_says_why", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.line} until {self.until:%-d %B %Y}"
