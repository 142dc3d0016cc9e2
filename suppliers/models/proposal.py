"""A price that a provider proposes for its rate card. GBP ex VAT."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from lots.models import Service
from mdps.core.models import User
from mdps.core.money import money_field
from suppliers.models.rates import RateLine
from suppliers.models.supplier import Supplier


class PriceProposal(models.Model):
    """A price with its volume discounts, to hold from `effective_from` on if it is accepted.

    `tier_units` and `tier_percents` belong together, the smallest first. Accepted, it has become
    the rate line `line`, perhaps from a later day on.
    """

    class State(models.TextChoices):
        OPEN = "open", "Waits for an answer"
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"
        WITHDRAWN = "withdrawn", "Withdrawn"

    TRANSITIONS = {
        State.OPEN: (State.ACCEPTED, State.DECLINED, State.WITHDRAWN),
        State.ACCEPTED: (),
        State.DECLINED: (),
        State.WITHDRAWN: (),
    }

    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="price_proposals")
    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    unit_price = money_field()
    tier_units = ArrayField(models.PositiveIntegerField(), default=list)
    tier_percents = ArrayField(models.DecimalField(max_digits=4, decimal_places=2), default=list)
    effective_from = models.DateField()
    reasons = models.TextField()
    state = models.CharField(max_length=20, choices=State.choices, default=State.OPEN)
    proposed_on = models.DateField()
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    answered_on = models.DateField(null=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    answer = models.TextField(blank=True)
    line = models.OneToOneField(RateLine, models.PROTECT, null=True, related_name="proposal")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["supplier", "service"],
                condition=Q(state="open"),
                name="one_open_proposal_a_price",
            ),
            models.CheckConstraint(
                name="proposed_price_is_above_nothing", condition=Q(unit_price__gt=0)
            ),
            models.CheckConstraint(
                name="each_proposed_tier_is_whole",
                condition=Q(tier_units__len=F("tier_percents__len")),
            ),
            models.CheckConstraint(
                name="proposal_is_open_or_answered",
                condition=Q(state="open", answered_on=None, answered_by=None)
                | Q(~Q(state="open"), answered_on__isnull=False, answered_by__isnull=False),
            ),
            models.CheckConstraint(
                name="accepted_proposal_is_a_line",
                condition=Q(state="accepted", line__isnull=False)
                | Q(~Q(state="accepted"), line=None),
            ),
        ]
        indexes = [
            models.Index(fields=["-proposed_on", "-id"], name="proposal_newest"),
            models.Index(fields=["supplier", "-id"], name="proposal_of_supplier"),
        ]

    def __str__(self) -> str:
        return f"{self.service} by {self.supplier}"

    def get_absolute_url(self) -> str:
        return reverse("suppliers:proposal", args=[self.pk])

    @property
    def reference(self) -> str:
        return f"PP-{self.pk:05d}"
