"""What a direct award rests on: its written authorisation, or why its contracts are separate.

All of these are append-only. Amounts are GBP ex VAT.
"""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from lots.models import Lot
from mdps.core.cases.fields import EncryptedTextField
from mdps.core.models import PrivateFile, User
from mdps.core.money import money_field
from mdps.core.one_of import OneOfField
from referrals.models import RequestLine
from suppliers.models import Supplier


class Route(models.TextChoices):
    """How a supplier is chosen for a call-off."""

    DIRECT = "direct", "Direct award"
    COMPETITION = "competition", "Mini-competition"


class DirectAwardAuthorisation(models.Model):
    """The Director's written authorisation of one direct award of `line` to `supplier`.

    It covers up to `highest_value`, which may be equalled: the award, with whatever counts
    together with it under splitting. One contract rests on it.
    """

    class Reason(models.TextChoices):
        NOT_CHEAPEST = "not_cheapest", "The cheapest supplier does not meet the need"
        COURT = "court", "The court named the expert"
        CONTINUITY = "continuity", "Continuity for the child"
        SPECIALISM = "specialism", "Only this supplier has the specialism"

    line = models.ForeignKey(RequestLine, models.PROTECT, related_name="direct_authorisations")
    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="direct_authorisations")
    highest_value = money_field()
    authorised_by = models.CharField(
        max_length=150, help_text="The Director of Policy, Performance and Governance, by name"
    )
    authorised_on = models.DateField()
    reason = OneOfField(max_length=15, choices=Reason.choices)
    explanation = EncryptedTextField(case="line.request")
    document = models.ForeignKey(PrivateFile, models.PROTECT, null=True, related_name="+")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="authorises_something", condition=Q(highest_value__gt=0)),
            models.CheckConstraint(
                name="authorised_before_recorded", condition=Q(authorised_on__lte=F("recorded_on"))
            ),
        ]
        indexes = [models.Index(fields=["-authorised_on", "-id"], name="authorisation_newest")]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        return f"DA-{self.pk:04d}"


class SeparatenessRecord(models.Model):
    """Why a proposed contract is separate from others of the same child and supplier.

    It covers one contract: that for `line` with `supplier`, up to `highest_value` (may be
    equalled), and only against `contracts`. What is awarded later is not among them.
    """

    line = models.ForeignKey(RequestLine, models.PROTECT, related_name="separateness_records")
    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="separateness_records")
    highest_value = money_field()
    contracts: models.ManyToManyField = models.ManyToManyField(
        "CallOffContract", related_name="separate_from"
    )
    reasons = EncryptedTextField(case="line.request")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_on = models.DateField()
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="separateness_says_why", condition=Q(highest_value__gt=0) & ~Q(reasons="")
            ),
        ]
        indexes = [models.Index(fields=["-recorded_on", "-id"], name="separateness_newest")]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        return f"SE-{self.pk:04d}"


class RouteRule(models.Model):
    """Which values of a lot may be awarded by a route, from a day on.

    Of the rules of a lot and route the latest that has begun holds, alone. Both ends of the band
    are inclusive; no `to_value` means no upper end.
    """

    lot = models.ForeignKey(Lot, models.PROTECT, related_name="route_rules")
    route = OneOfField(max_length=12, choices=Route.choices)
    from_value = money_field()
    to_value = money_field(null=True)
    effective_from = models.DateField()
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["lot__number", "route", "-effective_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["lot", "route", "effective_from"], name="one_route_rule_a_day"
            ),
            models.CheckConstraint(
                name="route_band_runs_upward",
                condition=Q(from_value__gte=0)
                & (Q(to_value=None) | Q(to_value__gte=F("from_value"))),
            ),
        ]
        indexes = [models.Index(fields=["-effective_from", "-id"], name="route_rule_newest")]

    def __str__(self) -> str:
        return f"{self.get_route_display()} in {self.lot.short} from {self.effective_from}"


class AwardLimits(models.Model):
    """The figures that awards are measured by, from a day on; the latest that has begun holds.

    `direct_award_above` may be equalled without authorisation. `notice_days` and `call_in_days`
    are clear days: neither the first nor the last day counts; call-in days are working days.

    What is bought outside the scheme is measured by the last three, ex VAT: above `published_above`
    a contract is published (Transparency Code), above `contracts_finder_above` it is notified, and
    above `light_touch_above` the light-touch regime applies (PCR 2015, both figures inc VAT).
    """

    effective_from = models.DateField(unique=True)
    direct_award_above = money_field()
    published_above = money_field(default=Decimal("5000.00"))
    contracts_finder_above = money_field(default=Decimal("25000.00"))
    light_touch_above = money_field(default=Decimal("552950.00"))
    notice_days = models.PositiveSmallIntegerField()
    call_in_days = models.PositiveSmallIntegerField()
    together_months = models.PositiveSmallIntegerField()
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name_plural = "award limits"
        constraints = [
            models.CheckConstraint(
                name="award_limits_are_some",
                condition=Q(direct_award_above__gte=0, together_months__gte=1),
            ),
            models.CheckConstraint(
                name="thresholds_run_upward",
                condition=Q(
                    published_above__gte=0,
                    contracts_finder_above__gte=F("published_above"),
                    light_touch_above__gte=F("contracts_finder_above"),
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"Limits from {self.effective_from}"
