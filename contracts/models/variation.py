"""Variations of a call-off: agreed changes of units, dates or supplier (reg 72)."""

from django.db import models
from django.db.models import F, Q

from contracts.models.authority import CabinetDecision
from contracts.models.contract import CallOffContract
from contracts.models.direct import DirectAwardAuthorisation, SeparatenessRecord
from contracts.models.parts import parts_make
from mdps.core.cases.fields import EncryptedTextField
from mdps.core.models import User
from mdps.core.money import ZERO, money_field
from mdps.core.one_of import OneOfField
from referrals.models import RequestLine
from suppliers.models import Supplier


class Variation(models.Model):
    """One agreed change. Append-only; a mistake is set right by another variation.

    `amount` is what it added to the contract's value, GBP ex VAT, negative for a decrease. The
    dates and the supplier are those before and after; they are the same where it left them alone.
    """

    class Kind(models.TextChoices):
        INCREASE = "increase", "More units"
        DECREASE = "decrease", "Fewer units"
        DATES = "dates", "Other dates"
        NOVATION = "novation", "Another supplier"

    class Ground(models.TextChoices):
        REVIEW_CLAUSE = "a", "(a) A clear review clause allows it"
        NECESSARY = "b", "(b) More services became necessary"
        UNFORESEEN = "c", "(c) It could not be foreseen"
        NEW_CONTRACTOR = "d", "(d) Another contractor takes its place"
        NOT_SUBSTANTIAL = "e", "(e) It is not substantial"
        SMALL = "f", "(f) It is below the threshold and at most 10%"

    contract = models.ForeignKey(CallOffContract, models.PROTECT, related_name="variations")
    kind = OneOfField(max_length=10, choices=Kind.choices)
    ground = OneOfField("reg 72 ground", max_length=1, choices=Ground.choices)
    units = models.IntegerField(default=0)
    unit_price = money_field(null=True)
    amount = money_field(default=ZERO)
    parts = models.JSONField(default=list, help_text="Of an increase, as those of a contract")
    was_starts_on = models.DateField()
    was_ends_on = models.DateField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    was_supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="+")
    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="+")
    line = models.ForeignKey(
        RequestLine,
        models.PROTECT,
        null=True,
        related_name="variations",
        help_text="The line by which the panel approved an increase",
    )
    cabinet_decision = models.ForeignKey(
        CabinetDecision, models.PROTECT, null=True, related_name="variations"
    )
    authorisation = models.ForeignKey(
        DirectAwardAuthorisation, models.PROTECT, null=True, related_name="variations"
    )
    separateness = models.ForeignKey(
        SeparatenessRecord, models.PROTECT, null=True, related_name="variations"
    )
    notice_published = models.BooleanField(default=False)
    reasons = EncryptedTextField(case="contract.line.request")
    varied_on = models.DateField()
    varied_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="variation_is_of_its_kind",
                condition=Q(kind="increase", units__gt=0, amount__gt=0, line__isnull=False)
                | Q(kind="decrease", units__lt=0, amount__lte=0)
                | Q(kind__in=["dates", "novation"], units=0, amount=0),
            ),
            parts_make("amount", name="parts_make_the_increase", given=Q(kind="increase")),
            models.CheckConstraint(
                name="varied_dates_run_forward", condition=Q(ends_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(
                name="novation_has_another_supplier",
                condition=Q(kind="novation") & ~Q(supplier=F("was_supplier"))
                | ~Q(kind="novation") & Q(supplier=F("was_supplier")),
            ),
            models.CheckConstraint(
                name="dates_ran_forward_before", condition=Q(was_ends_on__gte=F("was_starts_on"))
            ),
        ]
        indexes = [models.Index(fields=["contract", "id"], name="variation_by_contract")]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        return f"VA-{self.pk:05d}"
