"""The lines of a request: what is asked for, in units and money.

`requested_amount` is what the council pays: its share, where the instruction is joint, of
`full_amount`. `units` are those of the whole line, over `weeks`. Amounts are GBP ex VAT.
"""

import datetime as dt
from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from lots.models import Service
from mdps.core.cases.fields import EncryptedTextField
from mdps.core.money import money_field
from mdps.core.one_of import OneOfField
from referrals.models.request import SupportRequest


class RequestLine(models.Model):
    """One service of a request: units asked for, what was approved, and how far it has got."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "Proposed"
        APPROVED = "approved", "Approved"
        PART_AWARDED = "part_awarded", "Part awarded"
        AWARDED = "awarded", "Awarded"
        CLOSED = "closed", "Closed"
        DECLINED = "declined", "Declined"
        LAPSED = "lapsed", "Lapsed"

    # A line goes back to proposed where the panel corrects its decision in the same meeting. An
    # urgent approval that is overturned declines a line that may be awarded already. What is
    # awarded goes back when the award is taken back, and is closed when all of it is over.
    TRANSITIONS = {
        State.PROPOSED: (State.APPROVED, State.DECLINED, State.CLOSED),
        State.APPROVED: (
            State.PROPOSED,
            State.PART_AWARDED,
            State.AWARDED,
            State.LAPSED,
            State.DECLINED,
        ),
        State.PART_AWARDED: (
            State.PART_AWARDED,
            State.AWARDED,
            State.APPROVED,
            State.LAPSED,
            State.DECLINED,
            State.CLOSED,
        ),
        State.AWARDED: (State.PART_AWARDED, State.APPROVED, State.DECLINED, State.CLOSED),
        State.CLOSED: (State.PROPOSED,),
        State.DECLINED: (State.PROPOSED,),
        State.LAPSED: (State.APPROVED, State.PART_AWARDED),
    }
    # Those of which something is approved and not bought yet.
    OPEN = (State.APPROVED, State.PART_AWARDED)

    request = models.ForeignKey(SupportRequest, models.PROTECT, related_name="lines")
    service = models.ForeignKey(Service, models.PROTECT, related_name="request_lines")
    units = models.PositiveIntegerField(validators=[MinValueValidator(1)])
    weeks = models.PositiveSmallIntegerField(default=1, validators=[MinValueValidator(1)])
    unit_estimate = money_field(help_text="Median of the rate cards of the day, £0.00 if none")
    requested_amount = money_field()
    full_amount = money_field(null=True, help_text="None where the council pays all of it")
    amount_reason = EncryptedTextField(
        case="request", blank=True, help_text="Why it is none of the agreed prices"
    )
    state = OneOfField(max_length=12, choices=State.choices, default=State.PROPOSED)
    approved_amount = money_field(default=Decimal("0.00"))
    approved_units = models.PositiveIntegerField(default=0)
    approved_until = models.DateField(null=True)
    committed_amount = money_field(default=Decimal("0.00"))
    committed_units = models.PositiveIntegerField(default=0)
    released_amount = money_field(default=Decimal("0.00"))
    released_until = models.DateField(null=True)
    contract_reference = models.CharField(
        max_length=12, blank=True, help_text="The contract that needs more, like CO-00012"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="line_has_units", condition=Q(units__gt=0)),
            models.CheckConstraint(name="line_has_weeks", condition=Q(weeks__gt=0)),
            models.CheckConstraint(
                name="line_asks_for_no_more_than_the_whole",
                condition=Q(full_amount=None) | Q(requested_amount__lte=models.F("full_amount")),
            ),
            models.CheckConstraint(
                name="line_commits_no_more_than_approved",
                condition=Q(
                    committed_amount__gte=0, committed_amount__lte=models.F("approved_amount")
                ),
            ),
            models.CheckConstraint(
                name="released_amount_has_its_day",
                condition=Q(released_amount=0)
                | Q(released_amount__gt=0, released_until__isnull=False),
            ),
            models.CheckConstraint(
                name="approved_line_has_amount_and_end",
                condition=Q(state__in=["proposed", "declined", "closed"], approved_amount=0)
                | Q(approved_amount__gt=0, approved_until__isnull=False),
            ),
            models.CheckConstraint(
                name="line_amounts_are_not_negative",
                condition=Q(unit_estimate__gte=0, requested_amount__gte=0)
                & (Q(full_amount=None) | Q(full_amount__gte=0)),
            ),
        ]
        indexes = [
            models.Index(fields=["state", "approved_until"], name="line_by_state"),
            models.Index(
                fields=["approved_until", "id"],
                name="line_to_award",
                condition=Q(state__in=["approved", "part_awarded"]),
            ),
            models.Index(
                fields=["contract_reference"],
                name="line_by_contract",
                condition=~Q(contract_reference=""),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        return f"SR-{self.request_id:06d}/{self.pk}"

    @property
    def approved_left(self) -> Decimal:
        """What is left of the approved amount: not yet awarded nor spot purchased."""
        return self.approved_amount - self.committed_amount

    @property
    def units_left(self) -> int:
        """Approved and not yet awarded nor spot purchased."""
        return max(self.approved_units - self.committed_units, 0)

    @property
    def last_day(self) -> dt.date | None:
        """The last day, inclusive, on which any of it may be awarded; None before the approval."""
        days = [day for day in (self.approved_until, self.released_until) if day]
        return max(days, default=None)

    def left_on(self, on: dt.date) -> Decimal:
        """What may be awarded of it on the day `on`, GBP ex VAT.

        After the approval's last day only what an early end gave back may be, to a replacement,
        until the package's planned end (inclusive).
        """
        if self.approved_until and on <= self.approved_until:
            return self.approved_left
        if self.released_until and on <= self.released_until:
            return min(self.approved_left, self.released_amount)
        return Decimal("0.00")
