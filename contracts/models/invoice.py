"""Invoices for what was delivered, and what was paid of them."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from contracts.models.contract import CallOffContract
from mdps.core.models import User
from mdps.core.money import money_field


class Invoice(models.Model):
    """A supplier's invoice for `units` of a call-off. Append-only; a credit note is negative.

    `net` is what is matched with the call-off, GBP ex VAT, `extras` the part of it that is for no
    unit; `gross` is net and VAT.
    """

    PATH_TO_CASE = "contract.line.request"

    contract = models.ForeignKey(CallOffContract, models.PROTECT, related_name="invoices")
    number = models.CharField("invoice number", max_length=40)
    invoiced_on = models.DateField()
    units = models.IntegerField()
    net = money_field()
    extras = money_field(default=Decimal("0.00"))
    vat = money_field()
    gross = money_field()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_on = models.DateField()
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contract", "number"], name="one_invoice_a_number"),
            models.CheckConstraint(name="invoice_adds_up", condition=Q(gross=F("net") + F("vat"))),
            models.CheckConstraint(
                name="invoice_or_credit_note",
                condition=Q(units__gt=0, net__gt=0, vat__gte=0, extras__gte=0)
                | Q(units=0, net__gt=0, vat__gte=0, extras__gt=0)
                | Q(units__lte=0, net__lt=0, vat__lte=0, extras__lte=0),
            ),
        ]
        indexes = [
            models.Index(fields=["-invoiced_on", "-id"], name="invoice_newest"),
            models.Index(fields=["contract", "id"], name="invoice_by_contract"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        return f"IN-{self.pk:05d}"


class Payment(models.Model):
    """What was paid of an invoice, GBP including VAT. Append-only; a mistake is another line."""

    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="payments")
    amount = money_field()
    paid_on = models.DateField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(name="payment_is_something", condition=~Q(amount=0)),
        ]
        indexes = [models.Index(fields=["invoice", "id"], name="payment_by_invoice")]

    def __str__(self) -> str:
        return f"{self.amount} of {self.invoice}"
