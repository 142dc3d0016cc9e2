"""Who supplies, and who may sign in for them."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Upper
from django.urls import reverse

from mdps.core import addresses
from mdps.core.cases.fields import CaseKeyField
from mdps.core.models import User
from mdps.core.one_of import OneOfField


class Supplier(models.Model):
    """A provider of services, from a sole trader to a laboratory.

    What it says of its people, and what is said of it when it is assessed, checked or removed, is
    encrypted with its own key.
    """

    class Kind(models.TextChoices):
        SOLE_TRADER = "sole_trader", "Sole trader"
        COMPANY = "company", "Company"
        CHARITY = "charity", "Charity"
        CIC = "cic", "Community interest company"
        PUBLIC_BODY = "public_body", "Public body"

    case_key = CaseKeyField()
    name = models.CharField(max_length=200, unique=True)
    kind = OneOfField(max_length=20, choices=Kind.choices)
    registered_number = models.CharField(max_length=20, blank=True)
    email = models.EmailField()
    phone = models.CharField(max_length=30, blank=True)
    is_sme = models.BooleanField(default=True)
    is_vcse = models.BooleanField(default=False)
    registered_on = models.DateField()

    class Meta:
        indexes = [
            models.Index(fields=["name", "id"], name="supplier_by_name"),
            models.Index(fields=["-registered_on", "-id"], name="supplier_newest"),
            models.Index(fields=["kind", "name", "id"], name="supplier_by_kind"),
            models.Index(Upper("email"), name="supplier_by_email"),
            GinIndex(OpClass(Upper("name"), name="gin_trgm_ops"), name="supplier_name_search"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return addresses.of_record("suppliers:detail", self.pk)

    @property
    def reference(self) -> str:
        return f"SUP-{self.pk:05d}"

    def get_own_url(self) -> str:
        """The page on which the supplier's own people see how it stands."""
        return reverse("suppliers:mine")


class ProviderAccount(models.Model):
    """Which supplier an account with the role of provider acts for."""

    user = models.OneToOneField(User, models.PROTECT, related_name="provider_account")
    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="accounts")

    def __str__(self) -> str:
        return f"{self.user} for {self.supplier}"
