"""Who sits on the panel, who came to a meeting, and who may not take part in an item."""

from django.db import models
from django.db.models import Q

from mdps.core.cases.fields import EncryptedTextField
from mdps.core.models import User
from mdps.core.one_of import OneOfField
from panel.models.meeting import PanelMeeting
from referrals.models import SupportRequest


class Area(models.TextChoices):
    """What a member knows about and speaks for."""

    SAFEGUARDING = "safeguarding", "Safeguarding"
    EDUCATION = "education", "Education"
    HEALTH = "health", "Health"
    COMMISSIONING = "commissioning", "Commissioning"
    FINANCE = "finance", "Finance"


class PanelSeat(models.Model):
    """The area a member speaks for, and whether they chair when the chair is absent."""

    person = models.OneToOneField(User, models.PROTECT, related_name="panel_seat")
    area = OneOfField(max_length=14, choices=Area.choices)
    is_deputy = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.person}, {self.get_area_display().lower()}"


class Attendance(models.Model):
    """Somebody at a meeting: a member, or another by name. Area and deputy as on that day."""

    class Status(models.TextChoices):
        PRESENT = "present", "Present"
        APOLOGIES = "apologies", "Apologies"
        LEFT = "left", "Left"

    meeting = models.ForeignKey(PanelMeeting, models.PROTECT, related_name="attendances")
    person = models.ForeignKey(User, models.PROTECT, null=True, related_name="attendances")
    name = models.CharField(max_length=150)
    area = OneOfField(max_length=14, choices=Area.choices, blank=True)
    counts = models.BooleanField(default=False, help_text="A member, so towards the quorum")
    status = OneOfField(max_length=10, choices=Status.choices)
    arrived_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"],
                condition=Q(person__isnull=False),
                name="one_attendance_per_person",
            ),
            models.UniqueConstraint(
                fields=["meeting", "name"],
                condition=Q(person=None),
                name="one_attendance_per_name",
            ),
            models.CheckConstraint(
                name="only_members_count", condition=Q(counts=False) | Q(person__isnull=False)
            ),
            models.CheckConstraint(
                name="who_left_had_come",
                condition=Q(left_at=None) | Q(arrived_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_status_display().lower()}"


class Conflict(models.Model):
    """A member's interest in a request: they take no part in it, at this meeting and later ones.

    Append-only. `words` says what the interest is; for the panel and the auditor.
    """

    request = models.ForeignKey(SupportRequest, models.PROTECT, related_name="conflicts")
    person = models.ForeignKey(User, models.PROTECT, related_name="conflicts")
    meeting = models.ForeignKey(PanelMeeting, models.PROTECT, related_name="conflicts")
    words = EncryptedTextField(case="request", max_length=300)
    declared_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "person"], name="one_interest_per_person")
        ]

    def __str__(self) -> str:
        return f"{self.person} on {self.request}"
