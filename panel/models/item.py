"""What is on the agenda of a meeting, and how far the meeting has got with it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from mdps.core import addresses
from mdps.core.cases.fields import EncryptedTextField
from mdps.core.models import User
from mdps.core.one_of import OneOfField
from panel.models.meeting import PanelMeeting
from referrals.models import SupportRequest


class AgendaItem(models.Model):
    """A request on the agenda of a meeting.

    Closing it releases its decisions: until then nobody outside the meeting hears of them.
    `round` counts how often it was opened; a decision replaces those of an earlier round.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "To come"
        OPEN = "open", "Being discussed"
        CLOSED = "closed", "Decided"
        NOT_REACHED = "not_reached", "Not reached"

    TRANSITIONS = {
        State.WAITING: (State.OPEN, State.NOT_REACHED),
        State.OPEN: (State.CLOSED, State.WAITING, State.NOT_REACHED),
        State.CLOSED: (State.OPEN,),
        State.NOT_REACHED: (),
    }

    meeting = models.ForeignKey(PanelMeeting, models.PROTECT, related_name="items")
    request = models.ForeignKey(SupportRequest, models.PROTECT, related_name="agenda_items")
    position = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField(default=10, help_text="Planned for it")
    late_reason = EncryptedTextField(
        case="request",
        max_length=300,
        blank=True,
        help_text="Why the chair took it after the papers' cut-off",
    )
    state = OneOfField(max_length=12, choices=State.choices, default=State.WAITING)
    round = models.PositiveSmallIntegerField(default=1)
    opened_at = models.DateTimeField(null=True, help_text="From then on members see all views")
    closed_at = models.DateTimeField(null=True, help_text="Its decisions were released then")
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reopen_reason = EncryptedTextField(case="request", max_length=300, blank=True)
    present = ArrayField(
        models.BigIntegerField(),
        default=list,
        blank=True,
        help_text="The attendances that counted when it was closed",
    )

    class Meta:
        ordering = ["meeting", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "position"],
                name="one_item_per_position",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(fields=["meeting", "request"], name="one_item_per_request"),
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(state="open"), name="one_item_open_at_a_time"
            ),
            models.CheckConstraint(
                name="closed_item_was_opened",
                condition=~Q(state="closed")
                | Q(opened_at__isnull=False, closed_at__isnull=False, closed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="item_has_a_place_and_time", condition=Q(position__gte=1, minutes__gte=1)
            ),
            models.CheckConstraint(
                name="open_item_was_opened",
                condition=~Q(state="open") | Q(opened_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Item {self.position}: {self.request}"

    def get_absolute_url(self) -> str:
        return addresses.of_record("panel:item", self.pk)

    @property
    def views_are_open(self) -> bool:
        """Whether the meeting has come to it, so that members see one another's views."""
        return self.opened_at is not None
