"""What a member thinks of an item before the meeting."""

from django.db import models
from django.db.models import Q

from mdps.core.cases.fields import EncryptedTextField
from mdps.core.models import User
from mdps.core.one_of import OneOfField
from panel.models.meeting import PanelMeeting
from referrals.models import SupportRequest


class MemberView(models.Model):
    """One member's view of one request for one meeting, hidden from others until the item opens.

    `words` are narrative about a child. A view is void once the request was changed after it.
    """

    class Opinion(models.TextChoices):
        SUPPORT = "support", "Support"
        WITH_CHANGES = "with_changes", "Support with changes"
        NOT_SUPPORT = "not_support", "Do not support"
        QUESTION = "question", "A question first"

    meeting = models.ForeignKey(PanelMeeting, models.PROTECT, related_name="views")
    request = models.ForeignKey(SupportRequest, models.PROTECT, related_name="views")
    person = models.ForeignKey(User, models.PROTECT, related_name="views")
    opinion = OneOfField(max_length=14, choices=Opinion.choices)
    words = EncryptedTextField(case="request", blank=True)
    given_at = models.DateTimeField()
    voided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "request", "person"],
                condition=Q(voided_at=None),
                name="one_view_per_member",
            ),
            models.CheckConstraint(
                name="view_says_why", condition=Q(opinion="support") | ~Q(words="")
            ),
        ]
        indexes = [
            models.Index(
                fields=["person", "meeting"],
                name="view_by_person",
                condition=Q(voided_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} on {self.request}: {self.get_opinion_display().lower()}"
