"""A meeting of the Access to Resources Panel."""

from django.db import models
from django.db.models import Q

from mdps.core import addresses
from mdps.core.models import User
from mdps.core.one_of import OneOfField


class PanelMeeting(models.Model):
    """One sitting of the panel.

    `chair` is who is to chair it, `chaired_by` who did: the chair, a deputy in their absence, or
    nobody, and then it decides in principle only. `papers_due_at` is the last moment for papers.
    """

    class State(models.TextChoices):
        PLANNED = "planned", "Planned"
        OPEN = "open", "In progress"
        CLOSED = "closed", "Closed"
        CANCELLED = "cancelled", "Cancelled"

    TRANSITIONS = {
        State.PLANNED: (State.OPEN, State.CANCELLED),
        State.OPEN: (State.CLOSED,),
        State.CLOSED: (),
        State.CANCELLED: (),
    }

    held_on = models.DateField()
    starts_at = models.TimeField()
    place = models.CharField(max_length=100)
    chair = models.ForeignKey(User, models.PROTECT, related_name="+")
    chaired_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    papers_due_at = models.DateTimeField()
    minutes_an_item = models.PositiveSmallIntegerField(default=10)
    break_at = models.TimeField(null=True, blank=True)
    break_minutes = models.PositiveSmallIntegerField(default=15)
    state = OneOfField(max_length=10, choices=State.choices, default=State.PLANNED)

    class Meta:
        indexes = [
            models.Index(fields=["-held_on", "-id"], name="meeting_newest"),
            models.Index(fields=["state", "held_on", "id"], name="meeting_by_state"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["held_on"], condition=~Q(state="cancelled"), name="one_meeting_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"Panel meeting of {self.held_on:%-d %B %Y}"

    def get_absolute_url(self) -> str:
        return addresses.of_record("panel:detail", self.pk)

    @property
    def reference(self) -> str:
        return f"PM-{self.pk:04d}"
