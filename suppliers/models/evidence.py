"""What proves that a supplier meets a criterion, until it expires; and what each lot requires.

Evidence is offered, then verified or refused by somebody of the council (`EvidenceCheck`). Both
only grow: renewed evidence is another row, which `renews` the one before it.
"""

import datetime as dt

from django.db import models
from django.db.models import F, Q

from lots.models import Lot, Service
from mdps.core import addresses
from mdps.core.cases.fields import EncryptedTextField
from mdps.core.models import PrivateFile, User
from mdps.core.money import money_field
from mdps.core.one_of import OneOfField
from suppliers.models.supplier import Supplier


class Kind(models.TextChoices):
    """What can be shown. Never what a DBS certificate says about anybody."""

    DBS = "dbs", "Enhanced DBS check"
    REGISTRATION = "registration", "Professional registration"
    PUBLIC_LIABILITY = "public_liability", "Public liability insurance"
    EMPLOYERS_LIABILITY = "employers_liability", "Employers’ liability insurance"
    INDEMNITY = "indemnity", "Professional indemnity insurance"
    UKAS = "ukas", "UKAS accreditation"
    ICO = "ico", "ICO registration"
    SAFEGUARDING = "safeguarding", "Safeguarding policy"
    COMPLAINTS = "complaints", "Complaints policy"
    EQUALITY = "equality", "Equality policy"
    MODERN_SLAVERY = "modern_slavery", "Modern slavery declaration"
    REFERENCE = "reference", "Reference"
    CV = "cv", "CV of a practitioner"
    SAMPLE_REPORT = "sample_report", "Redacted sample report"
    SOCIAL_VALUE = "social_value", "Social value commitments"


class Evidence(models.Model):
    """One document or check that a supplier offers; it proves something once it is verified.

    `lot` is None where it holds for all lots. `amount` is what an insurance covers, GBP. `holder`
    is the practitioner, the safeguarding lead or the referee; `checker` who asked for a DBS check.
    """

    Kind = Kind  # callers name it Evidence.Kind

    class Level(models.TextChoices):
        ENHANCED = "enhanced", "Enhanced"
        ENHANCED_BARRED = "enhanced_barred", "Enhanced with the children’s barred list"

    class Body(models.TextChoices):
        SWE = "swe", "Social Work England"
        HCPC = "hcpc", "HCPC"
        BACP = "bacp", "BACP"
        UKCP = "ukcp", "UKCP"
        BAPT = "bapt", "BAPT"

    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="evidence")
    kind = OneOfField(max_length=20, choices=Kind.choices)
    lot = models.ForeignKey(Lot, models.PROTECT, null=True, related_name="+")
    number = EncryptedTextField("reference number", case="supplier", max_length=60, blank=True)
    valid_from = models.DateField()
    expires_on = models.DateField(null=True, help_text="The last day on which it is valid")
    level = OneOfField(max_length=20, choices=Level.choices, blank=True)
    body = OneOfField(max_length=10, choices=Body.choices, blank=True)
    holder = models.CharField(max_length=150, blank=True)
    checker = EncryptedTextField(case="supplier", max_length=150, blank=True)
    update_service_on = models.DateField(null=True)
    amount = money_field(null=True)
    scope = EncryptedTextField(case="supplier", max_length=1000, blank=True)
    file = models.ForeignKey(PrivateFile, models.PROTECT, null=True, related_name="+")
    renews = models.ForeignKey("self", models.PROTECT, null=True, related_name="renewals")
    offered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    offered_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="evidence_ends_after_it_starts",
                condition=Q(expires_on=None) | Q(expires_on__gte=F("valid_from")),
            ),
            models.CheckConstraint(
                name="evidence_covers_something", condition=Q(amount=None) | Q(amount__gt=0)
            ),
            models.CheckConstraint(
                name="evidence_renews_another", condition=Q(renews=None) | ~Q(renews=F("id"))
            ),
        ]
        indexes = [
            models.Index(fields=["expires_on", "supplier"], name="evidence_expiry"),
            models.Index(fields=["supplier", "kind"], name="evidence_by_supplier"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.supplier}"

    def get_absolute_url(self) -> str:
        return addresses.of_record("suppliers:evidence-item", self.pk)

    @property
    def reference(self) -> str:
        return f"EV-{self.pk:05d}"

    def get_file_url(self) -> str:
        """Where the document is downloaded by those who may see it."""
        return addresses.of_record("suppliers:document", self.pk)

    @property
    def state(self) -> str:
        """Offered, verified or refused. Reads the check it was fetched with."""
        check = getattr(self, "check_made", None)
        return check.outcome if check else OFFERED

    def is_in_date(self, on: dt.date) -> bool:
        """Whether the day `on` lies within its validity, both ends inclusive."""
        return self.valid_from <= on and (self.expires_on is None or on <= self.expires_on)


OFFERED = "offered"


class EvidenceCheck(models.Model):
    """Somebody of the council looked at offered evidence: it is verified, or refused and why."""

    class Outcome(models.TextChoices):
        VERIFIED = "verified", "Verified"
        REFUSED = "refused", "Refused"

    evidence = models.OneToOneField(Evidence, models.PROTECT, related_name="check_made")
    outcome = OneOfField(max_length=10, choices=Outcome.choices)
    reason = EncryptedTextField(case="evidence.supplier", blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="refused_evidence_has_reason", condition=~Q(outcome="refused", reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.evidence}: {self.get_outcome_display().lower()}"


class EvidenceRequirement(models.Model):
    """What a supplier must show for a lot; `lot` is None where every lot asks for it.

    `minimum` is the least cover of an insurance, GBP, which may be equalled. `of_sole_traders`:
    whether a sole trader needs it too. `only_unit`: needed only of those who have a price for a
    service of the lot in this unit (a laboratory sells tests). `stops_awards`: without it nothing
    new is awarded under the lot; the others are asked for on applying.
    """

    kind = OneOfField(max_length=20, choices=Kind.choices)
    lot = models.ForeignKey(Lot, models.PROTECT, null=True, related_name="evidence_requirements")
    minimum = money_field(null=True)
    wanted = models.PositiveSmallIntegerField(default=1)
    of_sole_traders = models.BooleanField(default=True)
    only_unit = OneOfField(max_length=20, choices=Service.Unit.choices, blank=True)
    expires = models.BooleanField(default=True)
    stops_awards = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "lot"],
                nulls_distinct=False,
                name="one_requirement_per_kind_and_lot",
            ),
            models.CheckConstraint(
                name="requirement_wants_something",
                condition=Q(wanted__gte=1) & (Q(minimum=None) | Q(minimum__gt=0)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} for {self.lot.short if self.lot else 'every lot'}"
