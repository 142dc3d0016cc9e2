"""What proves that a supplier meets a criterion, until it expires."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from mdps.core.models import PrivateFile, User
from suppliers.models.supplier import Supplier


class Evidence(models.Model):
    """One verified document or check. Never what a DBS certificate says, only that it was seen."""

    class Kind(models.TextChoices):
        DBS = "dbs", "Enhanced DBS check"
        REGISTRATION = "registration", "Professional registration"
        PUBLIC_LIABILITY = "public_liability", "Public liability insurance"
        INDEMNITY = "indemnity", "Professional indemnity insurance"
        ICO = "ico", "ICO registration"
        UKAS = "ukas", "UKAS accreditation"

    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    number = models.CharField("reference number", max_length=60, blank=True)
    valid_from = models.DateField()
    expires_on = models.DateField(help_text="The last day on which it is valid")
    verified_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    verified_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="evidence_ends_after_it_starts", condition=Q(expires_on__gte=F("valid_from"))
            ),
        ]
        indexes = [models.Index(fields=["expires_on", "supplier"], name="evidence_expiry")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.supplier}"


class EvidenceOffer(models.Model):
    """A document that a supplier has sent in. It proves nothing until somebody verifies it."""

    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="evidence_offers")
    kind = models.CharField(max_length=20, choices=Evidence.Kind.choices)
    number = models.CharField("reference number", max_length=60)
    valid_from = models.DateField()
    expires_on = models.DateField(help_text="The last day on which it is valid")
    file = models.OneToOneField(PrivateFile, models.PROTECT, related_name="+")
    offered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    offered_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="offer_ends_after_it_starts", condition=Q(expires_on__gte=F("valid_from"))
            ),
        ]
        indexes = [models.Index(fields=["supplier", "-offered_on", "-id"], name="offer_newest")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} sent in by {self.supplier}"

    def get_file_url(self) -> str:
        """Where the document is downloaded by those who may see it."""
        return reverse("suppliers:document", args=[self.pk])
