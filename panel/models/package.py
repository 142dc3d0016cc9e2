"""Packages of support that end soon and come back to the panel."""

from django.db import models
from django.db.models import Q

from mdps.core import addresses
from mdps.core.cases.fields import EncryptedTextField
from mdps.core.models import User
from mdps.core.one_of import OneOfField
from panel.models.meeting import PanelMeeting
from referrals.models import RequestLine


class PackageReview(models.Model):
    """A running contract that ends soon: the panel says whether it ends, goes on or changes.

    It stands on the agenda of whichever meeting is next until one says so. The contract is known
    by its reference, since contracts stand on a floor above.
    """

    class Outcome(models.TextChoices):
        END = "end", "Let it end"
        CONTINUE = "continue", "Continue, by a supplementary request"
        CHANGE = "change", "Change it"

    line = models.ForeignKey(RequestLine, models.PROTECT, related_name="reviews")
    contract_reference = models.CharField(max_length=12)
    ends_on = models.DateField()
    brought_on = models.DateField()
    outcome = OneOfField(max_length=8, choices=Outcome.choices, blank=True)
    reasons = EncryptedTextField(case="line.request", blank=True)
    meeting = models.ForeignKey(
        PanelMeeting, models.PROTECT, null=True, related_name="package_reviews"
    )
    reviewed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reviewed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contract_reference", "ends_on"], name="one_review_per_contract_and_end"
            ),
            models.CheckConstraint(
                name="review_is_whole",
                condition=Q(
                    outcome="", reasons="", meeting=None, reviewed_by=None, reviewed_on=None
                )
                | (
                    Q(meeting__isnull=False, reviewed_by__isnull=False, reviewed_on__isnull=False)
                    & ~Q(outcome="")
                    & ~Q(reasons="")
                ),
            ),
            models.CheckConstraint(
                name="reviewed_after_it_was_brought",
                condition=Q(reviewed_on=None) | Q(reviewed_on__gte=models.F("brought_on")),
            ),
        ]
        indexes = [
            models.Index(fields=["ends_on", "id"], condition=Q(outcome=""), name="review_to_hold")
        ]

    def __str__(self) -> str:
        return f"Review of {self.contract_reference}"

    def get_absolute_url(self) -> str:
        return addresses.of_record("panel:review", self.pk)
