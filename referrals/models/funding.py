"""Which budgets pay for a request, in percent."""

from django.db import models
from django.db.models import Q

from mdps.core.one_of import OneOfField
from referrals.models.request import SupportRequest


class FundingSource(models.TextChoices):
    SECTION_17 = "section_17", "Section 17 budget"
    CHILDREN_IN_CARE = "children_in_care", "Children in care discretionary budget"


class FundingShare(models.Model):
    """One budget's part of a request. The parts of a request add up to 100."""

    PATH_TO_CASE = "request"

    request = models.ForeignKey(SupportRequest, models.PROTECT, related_name="funding")
    source = OneOfField(max_length=16, choices=FundingSource.choices)
    percent = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["request", "source"], name="one_share_a_budget"),
            models.CheckConstraint(
                name="share_of_budget_in_percent", condition=Q(percent__gte=1, percent__lte=100)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.percent}% {self.get_source_display()}"
