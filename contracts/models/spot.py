"""Spot purchases: what was bought outside the scheme. They never touch the cap (CR ¶12)."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper

from lots.models import RequestCategory, Service
from mdps.core import addresses
from mdps.core.cases.fields import EncryptedTextField
from mdps.core.models import Team, User
from mdps.core.money import money_field
from mdps.core.one_of import OneOfField
from referrals.models import RequestLine
from suppliers.models import Supplier


class SpotPurchase(models.Model):
    """What was bought outside the scheme, from whom, why, and who approved it. Append-only.

    On an approved line, or found afterwards: then it has no line, and whoever found it says
    which team bought it, of which category. `provider_key` is the same for one provider however
    its name is written (contracts.providers); `supplier` is the one of the scheme that it is.
    """

    class Reason(models.TextChoices):
        NO_LOT = "no_lot", "The service has no lot"
        NOT_ADMITTED = "not_admitted", "The provider is not admitted"
        CAP_OR_TERM = "cap_or_term", "The cap or the term of the scheme is spent"
        UNAPPROVED = "unapproved", "Nobody asked the panel beforehand"

    class Source(models.TextChoices):
        LINE = "line", "On an approved line"
        FOUND = "found", "Found afterwards"
        FINANCE = "finance", "From the finance system"
        EARLIER = "earlier", "From before the scheme"

    PATH_TO_CASE = "line.request"
    ON_A_LINE = (Reason.NO_LOT, Reason.NOT_ADMITTED, Reason.CAP_OR_TERM)

    source = OneOfField(max_length=10, choices=Source.choices, default=Source.LINE)
    line = models.ForeignKey(RequestLine, models.PROTECT, null=True, related_name="spot_purchases")
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    category = models.ForeignKey(RequestCategory, models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, models.PROTECT, null=True, related_name="+")
    provider_name = models.CharField(max_length=200)
    provider_key = models.CharField(max_length=200)
    supplier = models.ForeignKey(Supplier, models.PROTECT, null=True, related_name="spot_purchases")
    units = models.PositiveIntegerField(null=True)
    amount = money_field()
    reason = OneOfField(max_length=20, choices=Reason.choices)
    explanation = EncryptedTextField(case="line.request", optional=True)
    approver = models.CharField(max_length=150, help_text="Who approved the spending")
    authorised_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    finance_reference = models.CharField(max_length=60, null=True, unique=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    purchased_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="spot_purchase_has_amount",
                condition=Q(amount__gt=0) & (Q(units=None) | Q(units__gt=0)),
            ),
            models.CheckConstraint(
                name="spot_purchase_is_of_its_source",
                condition=Q(
                    source="line",
                    line__isnull=False,
                    service__isnull=False,
                    units__isnull=False,
                    authorised_by__isnull=False,
                    finance_reference=None,
                )
                | Q(source="found", line=None)
                | Q(source__in=["finance", "earlier"], line=None, finance_reference__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["-purchased_on", "-id"], name="spot_newest"),
            models.Index(fields=["provider_key", "purchased_on"], name="spot_by_provider"),
            models.Index(fields=["team", "-purchased_on", "-id"], name="spot_by_team"),
            GinIndex(
                OpClass(Upper("provider_name"), name="gin_trgm_ops"), name="spot_provider_search"
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return addresses.of_record("contracts:spot", self.pk)

    @property
    def reference(self) -> str:
        return f"SP-{self.pk:05d}"

    @property
    def what(self) -> str:
        """The service that was bought, or the category where nobody said which."""
        return self.service.name if self.service else self.category.name
