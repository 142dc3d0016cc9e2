"""A price that a provider proposes for its rate card. GBP ex VAT."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from lots.models import Service
from mdps.core import addresses
from mdps.core.cases.fields import EncryptedTextField
from mdps.core.models import User
from mdps.core.money import money_field
from mdps.core.one_of import OneOfField
from suppliers.models.rates import ExtraRate, RateLine
from suppliers.models.supplier import Supplier


class PriceProposal(models.Model):
    """A price, to hold from `effective_from` on if it is accepted.

    Of one unit of `service`, with its volume discounts (`tier_units` and `tier_percents` belong
    together, the smallest first), or of one extra of the kind `extra_kind`, for `service` or (None)
    for every one. Accepted, it has become `line` or `extra`, perhaps from a later day on.
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
    service = models.ForeignKey(Service, models.PROTECT, null=True, related_name="+")
    extra_kind = OneOfField(max_length=10, choices=ExtraRate.Kind.choices, blank=True)
    unit_price = money_field()
    tier_units = ArrayField(models.PositiveIntegerField(), default=list)
    tier_percents = ArrayField(models.DecimalField(max_digits=4, decimal_places=2), default=list)
    effective_from = models.DateField()
    reasons = EncryptedTextField(case="supplier")
    state = OneOfField(max_length=20, choices=State.choices, default=State.OPEN)
    proposed_on = models.DateField()
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    answered_on = models.DateField(null=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    answer = EncryptedTextField(case="supplier", blank=True)
    line = models.OneToOneField(RateLine, models.PROTECT, null=True, related_name="proposal")
    extra = models.OneToOneField(ExtraRate, models.PROTECT, null=True, related_name="proposal")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "supplier",
                Coalesce("service", 0),
                "extra_kind",
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
                name="accepted_proposal_is_on_the_card",
                condition=Q(state="accepted", extra_kind="", line__isnull=False, extra=None)
                | Q(~Q(extra_kind=""), state="accepted", line=None, extra__isnull=False)
                | Q(~Q(state="accepted"), line=None, extra=None),
            ),
            models.CheckConstraint(
                name="proposed_unit_price_is_of_a_service",
                condition=Q(extra_kind="", service__isnull=False)
                | Q(~Q(extra_kind=""), tier_units__len=0),
            ),
        ]
        indexes = [
            models.Index(fields=["-proposed_on", "-id"], name="proposal_newest"),
            models.Index(fields=["supplier", "-id"], name="proposal_of_supplier"),
        ]

    def __str__(self) -> str:
        return f"{self.what} by {self.supplier}"

    def get_absolute_url(self) -> str:
        return addresses.of_record("suppliers:proposal", self.pk)

    @property
    def what(self) -> str:
        """What it is the price of: the service, or the extra and for which service."""
        if not self.extra_kind:
            return str(self.service)
        return f"{self.get_extra_kind_display()} ({self.service or 'every service'})"

    @property
    def reference(self) -> str:
        return f"PP-{self.pk:05d}"
