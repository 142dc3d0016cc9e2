"""What a court directed, and the letter that instructs its expert (FPR Part 25, PD25C)."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from mdps.core.cases.fields import EncryptedTextField
from referrals.models.request import SupportRequest
from suppliers.models import Supplier

ALL = Decimal("100.00")


class CourtDirection(models.Model):
    """The order behind one request. Days are those of the court; last days are inclusive.

    `share_percent` is the council's share of a joint instruction, 100 where it is not joint.
    """

    request = models.OneToOneField(
        SupportRequest, models.PROTECT, primary_key=True, related_name="court"
    )
    issued_on = models.DateField(null=True, help_text="When the proceedings were issued")
    ordered_on = models.DateField()
    filing_on = models.DateField(help_text="When the report must be filed")
    hearing_on = models.DateField(null=True, help_text="The next hearing")
    expert_name = EncryptedTextField(case="request", max_length=150, blank=True)
    expert_email = EncryptedTextField(case="request", blank=True)
    expert_supplier = models.ForeignKey(
        Supplier, models.PROTECT, null=True, related_name="named_by_court_in"
    )
    is_joint = models.BooleanField(default=False)
    share_percent = models.DecimalField(max_digits=12, decimal_places=2, default=ALL)
    is_above_legal_aid = models.BooleanField(default=False)
    top_up_reason = EncryptedTextField(case="request", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="share_is_a_part_of_the_whole",
                condition=Q(is_joint=False, share_percent=100)
                | Q(is_joint=True, share_percent__gt=0, share_percent__lte=100),
            ),
            models.CheckConstraint(
                name="top_up_says_why",
                condition=Q(is_above_legal_aid=False) | ~Q(top_up_reason=""),
            ),
            models.CheckConstraint(
                name="report_is_filed_after_the_order",
                condition=Q(filing_on__gte=F("ordered_on")),
            ),
            models.CheckConstraint(
                name="expert_is_named_once",
                condition=Q(expert_supplier=None) | Q(expert_name="", expert_email=""),
            ),
        ]
        indexes = [models.Index(fields=["filing_on"], name="court_by_filing")]

    def __str__(self) -> str:
        return f"Direction of {self.ordered_on:%-d %B %Y}"

    @property
    def expert(self) -> str:
        """Who is named by the court, or nothing."""
        return self.expert_supplier.name if self.expert_supplier else self.expert_name


class Instruction(models.Model):
    """What the draft letter of instruction says beyond the request: narrative about a child."""

    request = models.OneToOneField(
        SupportRequest, models.PROTECT, primary_key=True, related_name="instruction"
    )
    context = EncryptedTextField(case="request", blank=True, help_text="Why the opinion is sought")
    questions = EncryptedTextField(
        case="request", blank=True, help_text="As approved by the court, one a line"
    )
    documents = EncryptedTextField(case="request", blank=True, help_text="One a line")
    not_available = EncryptedTextField(
        case="request", blank=True, help_text="Material that is not available"
    )
    people = EncryptedTextField(
        case="request", blank=True, help_text="Whom the expert may talk to, by role"
    )
    other_experts = EncryptedTextField(
        case="request", blank=True, help_text="Others instructed in the proceedings"
    )
    terms = EncryptedTextField(
        case="request", blank=True, help_text="Terms of payment, beyond the amount"
    )

    def __str__(self) -> str:
        return f"Letter of instruction of {self.request_id}"
