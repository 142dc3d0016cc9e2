"""Documents of a request. Their own names may name a child, so people see the kind instead."""

from django.db import models

from mdps.core.models import PrivateFile, User
from mdps.core.one_of import OneOfField
from referrals.models.request import SupportRequest


class Attachment(models.Model):
    """A private file of a request; goes only while the request is being written."""

    class Kind(models.TextChoices):
        ORDER = "order", "Court order"
        ASSESSMENT = "assessment", "Earlier assessment"
        PLAN = "plan", "Care, protection or support plan"
        QUOTE = "quote", "Quote"
        OTHER = "other", "Other"

    PATH_TO_CASE = "request"

    request = models.ForeignKey(SupportRequest, models.PROTECT, related_name="attachments")
    kind = OneOfField(max_length=10, choices=Kind.choices)
    file = models.OneToOneField(PrivateFile, models.PROTECT, related_name="+")
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_on = models.DateField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.request_id}"
