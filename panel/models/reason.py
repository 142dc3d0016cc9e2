"""The kinds of decision, and the reasons each kind may be given by their codes."""

from django.db import models
from django.db.models import Q

from mdps.core.one_of import OneOfField


class Kind(models.TextChoices):
    """What can be decided of a line. panel.kinds says what each asks for and does."""

    APPROVE = "approve", "Approve"
    APPROVE_IN_PART = "approve_in_part", "Approve in part"
    APPROVE_WITH_CONDITIONS = "approve_with_conditions", "Approve with conditions"
    IN_PRINCIPLE = "in_principle", "In principle"
    DEFER = "defer", "Defer"
    DECLINE = "decline", "Decline"
    REDIRECT = "redirect", "Redirect"
    WITHDRAWN = "withdrawn", "Withdrawn"
    RATIFY = "ratify", "Ratify"
    OVERTURN = "overturn", "Overturn"


OUTCOMES = {
    Kind.APPROVE: "Approved",
    Kind.APPROVE_IN_PART: "Approved in part",
    Kind.APPROVE_WITH_CONDITIONS: "Approved with conditions",
    Kind.IN_PRINCIPLE: "Agreed in principle",
    Kind.DEFER: "Deferred",
    Kind.DECLINE: "Declined",
    Kind.REDIRECT: "Redirected",
    Kind.WITHDRAWN: "Withdrawn",
    Kind.RATIFY: "Ratified",
    Kind.OVERTURN: "Overturned",
}
URGENT_KINDS = ["approve", "approve_in_part", "approve_with_conditions"]
WITH_AMOUNT = [*URGENT_KINDS, "in_principle", "ratify"]
WITHOUT_AMOUNT = ["defer", "decline", "redirect", "withdrawn", "overturn"]


class ReasonCode(models.Model):
    """A reason that a kind of decision may have. The panel's own words stand beside it.

    Each kind has one that `is_usual`: it is recorded where none is chosen.
    """

    kind = OneOfField(max_length=24, choices=Kind.choices)
    code = models.CharField(max_length=40)
    words = models.CharField(max_length=120)
    is_usual = models.BooleanField(default=False)
    is_offered = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "code"], name="one_reason_per_code"),
            models.UniqueConstraint(
                fields=["kind"], condition=Q(is_usual=True), name="one_usual_reason_a_kind"
            ),
        ]

    def __str__(self) -> str:
        return self.words
