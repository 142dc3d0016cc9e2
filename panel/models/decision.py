"""What the panel decided, line by line: written once, replaced only by a later decision."""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from mdps.core.models import User
from mdps.core.money import money_field
from panel.models.item import AgendaItem
from referrals.models import RequestLine


class Decisions(models.QuerySet["PanelDecision"]):
    def standing(self) -> "Decisions":
        """Those that nothing replaced and that were released: what counts, and what others see."""
        return self.filter(superseded_by=None, item__state=AgendaItem.State.CLOSED)


class PanelDecision(models.Model):
    """What a meeting decided about one line. Append-only in the database.

    A correction is a further row of a later `round` of its item, which names what it replaces.
    Nobody outside the meeting sees a decision before its item is closed.
    """

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
    round = models.PositiveSmallIntegerField(default=1, help_text="That of the item then")
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="superseded_by"
    )

    objects = Decisions.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item", "line", "round"], name="one_decision_per_item_line_and_round"
            ),
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
