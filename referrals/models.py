"""Support requests: what a social worker asks the panel for, line by line.

A draft is saved as it grows: its legal basis, need and outcome may still be empty.
A request holds the child's reference in the case system, never a name. `need` and `outcome`
are narrative about a child: shown only with Permission.NARRATIVE_READ, never mailed, logged
or audited. Amounts are GBP ex VAT.
"""

import datetime as dt
from decimal import Decimal

from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from lots.models import RequestCategory, Service
from mdps.core.models import Team, User
from mdps.core.money import money_field

case_reference = RegexValidator(
    r"^[A-Z]{2,4}-?\d{5,8}$",
    "Enter the case system reference, like LCS-4821937. Do not enter a name.",
)


class SupportRequest(models.Model):
    """A request for one child or parent, endorsed by a team manager, decided by the panel."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        SUBMITTED = "submitted", "With the team manager"
        RETURNED = "returned", "Returned"
        ENDORSED = "endorsed", "Endorsed"
        ON_AGENDA = "on_agenda", "On agenda"
        DECIDED = "decided", "Decided"
        WITHDRAWN = "withdrawn", "Withdrawn"

    TRANSITIONS = {
        State.DRAFT: (State.SUBMITTED, State.WITHDRAWN),
        State.SUBMITTED: (State.ENDORSED, State.RETURNED, State.WITHDRAWN),
        State.RETURNED: (State.SUBMITTED, State.WITHDRAWN),
        State.ENDORSED: (State.ON_AGENDA, State.WITHDRAWN),
        State.ON_AGENDA: (State.DECIDED, State.ENDORSED, State.WITHDRAWN),
        State.DECIDED: (),
        State.WITHDRAWN: (),
    }
    EDITABLE = (State.DRAFT, State.RETURNED)

    class Subject(models.TextChoices):
        CHILD = "child", "The child"
        PARENT = "parent", "A parent, in the child's case"

    class LegalBasis(models.TextChoices):
        S17 = "s17", "Section 17: child in need"
        S47 = "s47", "Section 47: enquiry or child protection plan"
        S20 = "s20", "Section 20: accommodated"
        S31 = "s31", "Section 31: care or supervision proceedings"

    case_reference = models.CharField(max_length=14, validators=[case_reference])
    subject = models.CharField(max_length=10, choices=Subject.choices)
    legal_basis = models.CharField(max_length=5, choices=LegalBasis.choices, blank=True)
    category = models.ForeignKey(RequestCategory, models.PROTECT, related_name="requests")
    need = models.TextField(blank=True)
    outcome = models.TextField(blank=True)
    needed_by = models.DateField()
    team = models.ForeignKey(Team, models.PROTECT, related_name="requests")
    requester = models.ForeignKey(User, models.PROTECT, related_name="requests")
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    state_since = models.DateField()
    created_on = models.DateField()
    submitted_on = models.DateField(null=True)
    endorser = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    endorsed_on = models.DateField(null=True)
    before_panel_on = models.DateField(null=True, help_text="First put on an agenda")
    return_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="endorsed_by_somebody_else",
                condition=Q(endorser=None) | ~Q(endorser=models.F("requester")),
            ),
            models.CheckConstraint(
                name="submitted_request_is_complete",
                condition=Q(state__in=["draft", "withdrawn"])
                | ~(Q(legal_basis="") | Q(need="") | Q(outcome="") | Q(submitted_on=None)),
            ),
        ]
        indexes = [
            models.Index(fields=["-created_on", "-id"], name="request_newest"),
            models.Index(fields=["needed_by", "id"], name="request_by_need"),
            models.Index(fields=["requester", "-created_on", "-id"], name="request_by_requester"),
            models.Index(fields=["team", "state", "-created_on", "-id"], name="request_by_team"),
            models.Index(fields=["state", "-created_on", "-id"], name="request_by_state"),
            models.Index(fields=["category", "-created_on", "-id"], name="request_by_category"),
            models.Index(fields=["case_reference"], name="request_by_case"),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("referrals:detail", args=[self.pk])

    @property
    def reference(self) -> str:
        return f"SR-{self.pk:06d}"


class RequestLine(models.Model):
    """One service of a request: units asked for, what was approved, and how far it has got."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "Proposed"
        APPROVED = "approved", "Approved"
        PART_AWARDED = "part_awarded", "Part awarded"
        AWARDED = "awarded", "Awarded"
        DECLINED = "declined", "Declined"
        LAPSED = "lapsed", "Lapsed"

    TRANSITIONS = {
        State.PROPOSED: (State.APPROVED, State.DECLINED),
        State.APPROVED: (State.PART_AWARDED, State.AWARDED, State.LAPSED),
        State.PART_AWARDED: (State.PART_AWARDED, State.AWARDED, State.APPROVED, State.LAPSED),
        State.AWARDED: (State.PART_AWARDED, State.APPROVED),
        State.DECLINED: (),
        State.LAPSED: (State.APPROVED, State.PART_AWARDED),
    }

    request = models.ForeignKey(SupportRequest, models.PROTECT, related_name="lines")
    service = models.ForeignKey(Service, models.PROTECT, related_name="request_lines")
    units = models.PositiveIntegerField(validators=[MinValueValidator(1)])
    unit_estimate = money_field(help_text="Median of the rate cards of the day, £0.00 if none")
    requested_amount = money_field()
    state = models.CharField(max_length=12, choices=State.choices, default=State.PROPOSED)
    approved_amount = money_field(default=Decimal("0.00"))
    approved_until = models.DateField(null=True)
    committed_amount = money_field(default=Decimal("0.00"))
    committed_units = models.PositiveIntegerField(default=0)
    released_amount = money_field(default=Decimal("0.00"))
    released_until = models.DateField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="line_has_units", condition=Q(units__gt=0)),
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
                condition=Q(state__in=["proposed", "declined"], approved_amount=0)
                | Q(approved_amount__gt=0, approved_until__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["state", "approved_until"], name="line_by_state"),
            models.Index(
                fields=["approved_until", "id"],
                name="line_to_award",
                condition=Q(state__in=["approved", "part_awarded"]),
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
        return max(self.units - self.committed_units, 0)

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
