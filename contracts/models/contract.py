"""Call-off contracts and the ledger of what they commit.

The ledger is append-only; a trigger on its INSERT is the only writer of `Scheme.committed`
and refuses what would pass the cap, or a contract above the Cabinet threshold without a
Cabinet decision. A mistake is reversed by another line.
"""

from decimal import Decimal

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now, Upper

from contracts.models.authority import CabinetDecision, StandingAuthority
from contracts.models.direct import DirectAwardAuthorisation, Route, SeparatenessRecord
from contracts.models.parts import parts_make
from lots.models import Lot, Scheme, Service
from mdps.core import addresses
from mdps.core.cases.fields import EncryptedTextField
from mdps.core.models import User
from mdps.core.money import money_field
from mdps.core.one_of import OneOfField
from referrals.models import RequestLine
from suppliers.models import Supplier


class CallOffContract(models.Model):
    """The contract that follows an award. `value` is its whole life, GBP ex VAT.

    `units`, `unit_price`, `value`, its `parts` and `supplier` say for ever what was awarded to
    whom. The dates and `delivered_by` are today's: variations (contracts.models.variation) say how
    they changed. `unit_price` is before volume discounts.
    """

    class State(models.TextChoices):
        AWARDED = "awarded", "Awarded"
        ACCEPTED = "accepted", "Accepted"
        ACTIVE = "active", "Running"
        COMPLETED = "completed", "Completed"
        TERMINATED = "terminated", "Terminated"
        UNAWARDED = "unawarded", "Un-awarded"

    TRANSITIONS = {
        State.AWARDED: (State.ACCEPTED, State.UNAWARDED),
        State.ACCEPTED: (State.ACTIVE, State.UNAWARDED),
        State.ACTIVE: (State.COMPLETED, State.TERMINATED),
        State.COMPLETED: (),
        State.TERMINATED: (),
        State.UNAWARDED: (),
    }
    # Those under which something is still to be delivered.
    LIVE = (State.AWARDED, State.ACCEPTED, State.ACTIVE)

    line = models.ForeignKey(RequestLine, models.PROTECT, related_name="contracts")
    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="contracts")
    delivered_by = models.ForeignKey(Supplier, models.PROTECT, related_name="deliveries_due")
    state = OneOfField(max_length=12, choices=State.choices, default=State.AWARDED)
    state_since = models.DateField()
    lot = models.ForeignKey(Lot, models.PROTECT, related_name="contracts")
    service = models.ForeignKey(Service, models.PROTECT, related_name="contracts")
    units = models.PositiveIntegerField()
    unit_price = money_field()
    value = money_field()
    extras = money_field(
        default=Decimal("0.00"), help_text="Of the value: what extras may come to in all"
    )
    parts = models.JSONField(
        default=list, help_text="Units at each volume discount, with what the council commits"
    )
    awarded_on = models.DateField()
    awarded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(help_text="Last day of delivery")
    standing_authority = models.ForeignKey(
        StandingAuthority, models.PROTECT, null=True, related_name="contracts"
    )
    cabinet_decision = models.ForeignKey(
        CabinetDecision, models.PROTECT, null=True, related_name="contracts"
    )
    route = OneOfField(max_length=12, choices=Route.choices, default=Route.DIRECT)
    authorisation = models.ForeignKey(
        DirectAwardAuthorisation, models.PROTECT, null=True, related_name="contracts"
    )
    separateness = models.ForeignKey(
        SeparatenessRecord, models.PROTECT, null=True, related_name="awards"
    )
    reason = EncryptedTextField(
        case="line.request", blank=True, help_text="Why this supplier, where not the cheapest"
    )
    bespoke = EncryptedTextField(
        case="line.request", blank=True, help_text="Why the price is above the rate card"
    )
    comparison = models.JSONField(default=list, help_text="The prices that were on screen")
    purchase_order = models.CharField(max_length=30, blank=True)
    earlier_reference = models.CharField(
        max_length=40, blank=True, help_text="Of one carried over: its reference before"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="contract_has_value", condition=Q(value__gt=0, units__gt=0, unit_price__gt=0)
            ),
            models.CheckConstraint(
                name="contract_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on"))
            ),
            parts_make("value", besides="extras", name="parts_make_the_contract"),
            models.CheckConstraint(
                name="extras_are_something_or_nothing", condition=Q(extras__gte=0)
            ),
            models.CheckConstraint(
                name="contract_rests_on_an_authority",
                condition=Q(standing_authority__isnull=False) | ~Q(earlier_reference=""),
            ),
            models.UniqueConstraint(
                Upper("earlier_reference"),
                condition=~Q(earlier_reference=""),
                name="one_contract_per_earlier_reference",
            ),
            models.UniqueConstraint(
                fields=["cabinet_decision"], name="one_contract_per_cabinet_decision"
            ),
            models.UniqueConstraint(
                fields=["authorisation"], name="one_contract_per_authorisation"
            ),
            models.UniqueConstraint(
                fields=["separateness"], name="one_contract_per_separateness_record"
            ),
        ]
        indexes = [
            models.Index(fields=["-awarded_on", "-id"], name="contract_newest"),
            models.Index(fields=["-value", "-id"], name="contract_largest"),
            models.Index(fields=["lot", "-awarded_on", "-id"], name="contract_by_lot"),
            models.Index(fields=["supplier", "-awarded_on", "-id"], name="contract_by_supplier"),
            models.Index(fields=["ends_on", "id"], name="contract_by_end"),
            models.Index(
                fields=["ends_on", "id"],
                condition=Q(state__in=["awarded", "accepted", "active"]),
                name="contract_not_over_by_end",
            ),
            models.Index(fields=["state", "-awarded_on", "-id"], name="contract_by_state"),
            models.Index(fields=["delivered_by", "state"], name="contract_by_deliverer"),
            models.Index(fields=["route", "-awarded_on", "-id"], name="contract_by_route"),
            GinIndex(
                OpClass(Upper("earlier_reference"), name="gin_trgm_ops"),
                name="contract_earlier_search",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return addresses.of_record("contracts:detail", self.pk)

    @property
    def reference(self) -> str:
        return f"CO-{self.pk:05d}"


class Commitment(models.Model):
    """One ledger line: money counted against the cap. `on` is the day it counts for."""

    class Kind(models.TextChoices):
        AWARD = "award", "Award"
        INCREASE = "increase", "Increase"
        DECREASE = "decrease", "Decrease"
        RELEASE = "release", "Release"
        TERMINATION = "termination", "Early termination"
        UNAWARD = "unaward", "Un-award"

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="commitments")
    contract = models.ForeignKey(CallOffContract, models.PROTECT, related_name="commitments")
    # What gives headroom back.
    GIVES_BACK = (Kind.DECREASE, Kind.RELEASE, Kind.TERMINATION, Kind.UNAWARD)

    kind = OneOfField(max_length=12, choices=Kind.choices)
    amount = money_field()
    on = models.DateField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="commitment_sign",
                condition=Q(kind__in=["award", "increase"], amount__gt=0)
                | Q(kind__in=["decrease", "release", "termination", "unaward"], amount__lt=0),
            ),
            models.UniqueConstraint(
                fields=["contract"], condition=Q(kind="award"), name="one_award_per_contract"
            ),
        ]
        indexes = [
            models.Index(fields=["-on", "-id"], name="commitment_newest"),
            models.Index(fields=["kind", "-on", "-id"], name="commitment_by_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.amount} for {self.contract}"
