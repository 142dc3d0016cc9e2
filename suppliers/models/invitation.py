"""Inviting a provider to join, and market engagement: how the council looks for suppliers."""

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper

from lots.models import Lot
from mdps.core import addresses
from mdps.core.models import User
from mdps.core.one_of import OneOfField
from suppliers.models.admission import Application
from suppliers.models.supplier import Supplier


class Invitation(models.Model):
    """A provider was invited to join a lot; followed to its end (CR 3, CR ¶12).

    It holds the reference of a request as text and nothing else that leads to a child.
    """

    class State(models.TextChoices):
        SENT = "sent", "Sent"
        OPENED = "opened", "Opened"
        ACCOUNT_MADE = "account_made", "Account made"
        APPLIED = "applied", "Applied"
        JOINED = "joined", "Admitted"
        REFUSED = "refused", "Not admitted"
        DECLINED = "declined", "Declined"
        EXPIRED = "expired", "No answer"

    class Reason(models.TextChoices):
        COURT = "court", "Named by a court"
        SPOT_PURCHASE = "spot_purchase", "Bought from outside the scheme"
        CAPACITY = "capacity", "The lot needs more providers"

    TRANSITIONS = {
        State.SENT: (
            *(State.OPENED, State.ACCOUNT_MADE, State.APPLIED, State.DECLINED, State.EXPIRED),
        ),
        State.OPENED: (State.ACCOUNT_MADE, State.APPLIED, State.DECLINED, State.EXPIRED),
        State.ACCOUNT_MADE: (State.APPLIED, State.DECLINED, State.EXPIRED),
        State.APPLIED: (State.JOINED, State.REFUSED),
        State.JOINED: (),
        State.REFUSED: (),
        State.DECLINED: (State.APPLIED,),
        State.EXPIRED: (State.APPLIED,),
    }
    WAITING = (State.SENT, State.OPENED, State.ACCOUNT_MADE)
    OPEN = (*WAITING, State.APPLIED)

    provider_name = models.CharField(max_length=200)
    email = models.EmailField()
    lot = models.ForeignKey(Lot, models.PROTECT, related_name="invitations")
    reason = OneOfField(max_length=20, choices=Reason.choices)
    request_reference = models.CharField(max_length=20, blank=True)
    state = OneOfField(max_length=20, choices=State.choices, default=State.SENT)
    raised_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    raised_on = models.DateField()
    expires_on = models.DateField(help_text="The last day on which the link can be used")
    supplier = models.ForeignKey(Supplier, models.PROTECT, null=True, related_name="invitations")
    account = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    application = models.ForeignKey(
        Application, models.PROTECT, null=True, related_name="invitations"
    )
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Upper("email"),
                F("lot"),
                condition=Q(state__in=["sent", "opened", "account_made", "applied"]),
                name="one_open_invitation_per_lot",
            ),
            models.CheckConstraint(
                name="invitation_expires_after_it_is_raised",
                condition=Q(expires_on__gte=F("raised_on")),
            ),
            models.CheckConstraint(
                name="applied_invitation_has_application",
                condition=~Q(state__in=["applied", "joined", "refused"])
                | Q(application__isnull=False),
            ),
            models.CheckConstraint(
                name="ended_invitation_has_its_day",
                condition=~Q(state__in=["declined", "expired"])
                | Q(ended_on__isnull=False, ended_on__gte=F("raised_on")),
            ),
        ]
        indexes = [
            models.Index(fields=["-raised_on", "-id"], name="invitation_newest"),
            models.Index(fields=["state", "expires_on"], name="invitation_to_follow"),
        ]

    def __str__(self) -> str:
        return f"{self.provider_name} invited to {self.lot.short}"

    def get_absolute_url(self) -> str:
        return addresses.of_record("suppliers:invitation", self.pk)

    @property
    def reference(self) -> str:
        return f"INV-{self.pk:05d}"

    def is_open_on(self, day: dt.date) -> bool:
        """Whether its link can still be used on `day`; its last day counts."""
        return self.state in self.WAITING and day <= self.expires_on


class EngagementEvent(models.Model):
    """A day on which the council spoke with the market about its lots (CR ¶11)."""

    class Kind(models.TextChoices):
        BRIEFING = "briefing", "Briefing"
        WORKSHOP = "workshop", "Workshop"
        ONE_TO_ONE = "one_to_one", "One-to-one meetings"
        FAIR = "fair", "Provider fair"

    title = models.CharField(max_length=150)
    kind = OneOfField(max_length=20, choices=Kind.choices)
    held_on = models.DateField()
    place = models.CharField(max_length=150, blank=True)
    is_online = models.BooleanField(default=False)
    lots = models.ManyToManyField(Lot, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="event_is_somewhere", condition=Q(is_online=True) | ~Q(place="")
            ),
        ]
        indexes = [models.Index(fields=["-held_on", "-id"], name="event_newest")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return addresses.of_record("suppliers:event", self.pk)

    @property
    def reference(self) -> str:
        return f"EV-{self.pk:05d}"


class Attendance(models.Model):
    """An organisation that came to an event; `supplier` where it is known to be one."""

    event = models.ForeignKey(EngagementEvent, models.PROTECT, related_name="attendances")
    organisation = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    supplier = models.ForeignKey(Supplier, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "event", Upper("organisation"), name="one_attendance_per_organisation"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "id"], name="attendance_by_name")]

    def __str__(self) -> str:
        return f"{self.organisation} at {self.event}"
