"""What was decided, line by line: written once, replaced only by a later decision."""

from decimal import Decimal

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Now

from mdps.core.cases.fields import EncryptedTextField
from mdps.core.models import User
from mdps.core.money import money_field
from mdps.core.one_of import OneOfField
from panel.models.item import AgendaItem
from panel.models.reason import (
    OUTCOMES,
    URGENT_KINDS,
    WITH_AMOUNT,
    WITHOUT_AMOUNT,
    Kind,
    ReasonCode,
)
from referrals.models import RequestLine


class Decisions(models.QuerySet["PanelDecision"]):
    def standing(self) -> "Decisions":
        """Those that nothing replaced and that were released: what counts, and what others see."""
        return self.filter(superseded_by=None, item__state=AgendaItem.State.CLOSED)

    def in_force(self) -> "Decisions":
        """Those standing, and urgent ones from their hour on, until the panel overturns them."""
        standing = Q(superseded_by=None, item__state=AgendaItem.State.CLOSED)
        return self.filter(standing | Q(~Exists(_settled([Kind.OVERTURN])), route="urgent"))

    def to_ratify(self) -> "Decisions":
        """Urgent ones that no meeting has ratified or overturned, and released that, yet."""
        settled = _settled([Kind.RATIFY, Kind.OVERTURN])
        return self.filter(~Exists(settled), route="urgent")


def _settled(kinds: list[Kind]) -> Decisions:
    """What was released of `kinds` on the line of an urgent decision."""
    return PanelDecision.objects.standing().filter(line=OuterRef("line"), kind__in=kinds)


class PanelDecision(models.Model):
    """What was decided about one line. Append-only in the database.

    `route` says where: at a meeting, by the chair who endorses what a meeting decided in
    principle, or urgently between meetings, then without an item until the next meeting ratifies
    or overturns it. A further decision names what it `supersedes`: a correction of a later
    `round`, an endorsement, a ratification. Nobody outside the meeting sees a decision before its
    item is closed.

    `assessed_need` is the need as assessed, apart from what is funded: narrative about a child.
    Amounts are GBP ex VAT.
    """

    Kind = Kind

    class Route(models.TextChoices):
        MEETING = "meeting", "At a meeting"
        CHAIR = "chair", "Endorsed by the chair"
        URGENT = "urgent", "Urgent, between meetings"

    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, related_name="decisions")
    line = models.ForeignKey(RequestLine, models.PROTECT, related_name="decisions")
    route = OneOfField(max_length=8, choices=Route.choices, default=Route.MEETING)
    kind = OneOfField(max_length=24, choices=Kind.choices)
    amount = money_field(default=Decimal("0.00"))
    units = models.PositiveIntegerField(default=0)
    review_on = models.DateField(null=True)
    reason_code = models.ForeignKey(ReasonCode, models.PROTECT, null=True, related_name="+")
    reasons = EncryptedTextField(case="line.request")
    redirect_to = EncryptedTextField(case="line.request", max_length=150, blank=True)
    in_house_alternative = EncryptedTextField(case="line.request", blank=True)
    assessed_need = EncryptedTextField(case="line.request", blank=True)
    more_reason = EncryptedTextField(
        case="line.request", blank=True, help_text="Why more than was requested"
    )
    overspend_reason = EncryptedTextField(
        case="line.request", blank=True, help_text="The chair's, beyond the budget"
    )
    urgent_reason = EncryptedTextField(
        case="line.request", blank=True, help_text="Why it could not wait"
    )
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
                fields=["item", "line", "round"],
                condition=Q(route="meeting"),
                name="one_decision_per_item_line_and_round",
            ),
            models.UniqueConstraint(
                fields=["line"], condition=Q(route="urgent"), name="one_urgent_decision_per_line"
            ),
            models.CheckConstraint(
                name="approval_has_an_amount",
                condition=Q(kind__in=WITH_AMOUNT, amount__gt=0)
                | Q(kind__in=WITHOUT_AMOUNT, amount=0, units=0),
            ),
            models.CheckConstraint(
                name="urgent_decision_says_why",
                condition=(
                    Q(route="urgent", item=None, kind__in=URGENT_KINDS) & ~Q(urgent_reason="")
                )
                | Q(~Q(route="urgent"), item__isnull=False, urgent_reason=""),
            ),
            models.CheckConstraint(
                name="chair_endorses_something",
                condition=~Q(route="chair") | Q(supersedes__isnull=False),
            ),
            models.CheckConstraint(
                name="redirected_somewhere", condition=~Q(kind="redirect") | ~Q(redirect_to="")
            ),
            models.CheckConstraint(
                name="reviewed_after_it_is_decided",
                condition=Q(review_on=None) | Q(review_on__gte=F("decided_on")),
            ),
            models.CheckConstraint(
                name="decision_replaces_another",
                condition=Q(supersedes=None) | ~Q(supersedes=models.F("id")),
            ),
        ]
        indexes = [
            models.Index(fields=["decided_on", "kind"], name="decision_by_day"),
            models.Index(fields=["-decided_on", "-id"], name="decision_newest"),
            models.Index(fields=["line", "id"], name="decision_by_line"),
        ]

    def __str__(self) -> str:
        return f"{self.outcome}: {self.line}"

    @property
    def outcome(self) -> str:
        """The kind as what was done: Approved in part."""
        if self.route == PanelDecision.Route.URGENT:
            return f"{OUTCOMES[Kind(self.kind)]} urgently"
        return OUTCOMES[Kind(self.kind)]
