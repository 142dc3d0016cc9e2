"""The Access to Resources Panel: meetings, what is on their agenda, and what was decided."""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse

from mdps.core.models import User
from mdps.core.money import money_field
from referrals.models import RequestLine, SupportRequest


class PanelMeeting(models.Model):
    """One sitting of the panel."""

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
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)

    class Meta:
        indexes = [models.Index(fields=["-held_on", "-id"], name="meeting_newest")]
        constraints = [
            models.UniqueConstraint(
                fields=["held_on"], condition=~Q(state="cancelled"), name="one_meeting_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"Panel meeting of {self.held_on:%-d %B %Y}"

    def get_absolute_url(self) -> str:
        return reverse("panel:detail", args=[self.pk])

    @property
    def reference(self) -> str:
        return f"PM-{self.pk:04d}"


class AgendaItem(models.Model):
    """A request on the agenda of a meeting."""

    meeting = models.ForeignKey(PanelMeeting, models.PROTECT, related_name="items")
    request = models.ForeignKey(SupportRequest, models.PROTECT, related_name="agenda_items")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["meeting", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "position"],
                name="one_item_per_position",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(fields=["meeting", "request"], name="one_item_per_request"),
        ]

    def __str__(self) -> str:
        return f"Item {self.position}: {self.request}"

    def get_absolute_url(self) -> str:
        return reverse("panel:item", args=[self.pk])


class PanelDecision(models.Model):
    """What a meeting decided about one line. Append-only in the database."""

    class Kind(models.TextChoices):
        APPROVE = "approve", "Approve"
        APPROVE_IN_PART = "approve_in_part", "Approve in part"
        DEFER = "defer", "Defer"
        DECLINE = "decline", "Decline"

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="decisions")
    line = models.ForeignKey(RequestLine, models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    amount = money_field(default=Decimal("0.00"))
    reasons = models.TextField()
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    decided_on = models.DateField()
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "line"], name="one_decision_per_item_and_line"),
            models.CheckConstraint(
                name="approval_has_an_amount",
                condition=Q(kind__in=["approve", "approve_in_part"], amount__gt=0)
                | Q(kind__in=["defer", "decline"], amount=0),
            ),
        ]
        indexes = [models.Index(fields=["decided_on", "kind"], name="decision_by_day")]

    def __str__(self) -> str:
        return f"{self.outcome}: {self.line}"

    @property
    def outcome(self) -> str:
        """The kind as what was done: Approved in part."""
        return OUTCOMES[PanelDecision.Kind(self.kind)]


OUTCOMES = {
    PanelDecision.Kind.APPROVE: "Approved",
    PanelDecision.Kind.APPROVE_IN_PART: "Approved in part",
    PanelDecision.Kind.DEFER: "Deferred",
    PanelDecision.Kind.DECLINE: "Declined",
}
