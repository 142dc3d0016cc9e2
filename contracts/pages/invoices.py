"""Invoices: all of them, one entered for a call-off, and what was paid of one."""

from typing import Any

import django_filters
from django.db.models import QuerySet, Sum
from django.shortcuts import get_object_or_404
from django.urls import reverse

from contracts.invoice import invoice, pay
from contracts.invoice_forms import InvoiceForm, PaymentForm
from contracts.models import Invoice
from contracts.pages.life import CallOffPage
from contracts.pages.tabs import TABS
from contracts.standing import Standing
from lots.models import Lot
from mdps.core import cells, clock
from mdps.core.lists import Column, ListPage
from mdps.core.lists.filters import ListFilter, SearchFilter
from mdps.core.money import ZERO, gbp
from mdps.core.pages import ActionPage
from mdps.core.permissions import Permission
from mdps.core.ui import Cell, Empty, Link, Row
from mdps.core.words import count, day


class InvoiceFilter(ListFilter):
    supplier = SearchFilter("contract__delivered_by__name", label="Supplier")
    lot = django_filters.ModelChoiceFilter(
        field_name="contract__lot", queryset=Lot.objects.all(), label="Lot"
    )

    class Meta:
        model = Invoice
        fields = ("supplier", "lot")


class Invoices(ListPage):
    tabs = TABS
    permissions = (Permission.CONTRACT_READ,)
    title = "Invoices"
    lead = "Net amounts are matched with what was delivered, at the agreed price."
    sort = "-invoiced_on"
    filterset_class = InvoiceFilter
    empty = Empty("No invoices yet", "They are entered on the page of a call-off.")
    columns = (
        Column("Invoice", lambda each: Cell(each.number, hint=each.reference), hint="Reference"),
        Column(
            "Call-off",
            lambda each: Cell(each.contract.reference, url=each.contract.get_absolute_url()),
        ),
        Column("Supplier", lambda each: each.contract.delivered_by.name),
        Column("Dated", lambda each: cells.date(each.invoiced_on), sort="invoiced_on"),
        Column("Net", lambda each: cells.money(each.net), numeric=True),
        Column("VAT", lambda each: cells.money(each.vat), numeric=True),
        Column("Gross", lambda each: cells.money(each.gross), numeric=True),
        Column("Paid", lambda each: cells.money(each.paid), numeric=True),
    )

    @property
    def primary(self) -> Link | None:  # type: ignore[override]
        """The import, for those who keep invoices."""
        if Permission.INVOICE_RECORD not in self.user.permissions:
            return None
        return Link("Import invoices", reverse("contracts:import-invoices"))

    def rows(self) -> QuerySet:
        return Invoice.objects.select_related("contract__delivered_by").annotate(
            paid=Sum("payments__amount", default=ZERO)
        )


class EnterInvoice(CallOffPage):
    permission = Permission.INVOICE_RECORD
    form_class = InvoiceForm
    title = "Enter an invoice"

    def content(self) -> dict[str, Any]:
        before = self.record.invoices.aggregate(
            units=Sum("units", default=0), net=Sum("net", default=ZERO)
        )
        unit = self.record.service.get_unit_display()
        content = super().content()
        content["figures"] += [
            Row("Invoiced so far", count(before["units"], unit)),
            Row("Invoiced so far, net", gbp(before["net"])),
        ]
        return content

    def consequences(self, standing: Standing) -> list[str]:
        return ["It is matched with the units delivered, at the agreed price, ex VAT."]

    def act(self, form: InvoiceForm) -> str:
        entered = invoice(self.record, **form.entered, **self.who_and_when)
        self.say(f"{entered.reference} is entered: {gbp(entered.net)} net.")
        return self.record.get_absolute_url()


class RecordPayment(ActionPage):
    permission = Permission.INVOICE_RECORD
    form_class = PaymentForm
    record: Invoice

    def find(self, pk: int) -> Invoice:
        invoices = Invoice.objects.select_related("contract__service", "contract__lot")
        if Permission.CONTRACT_READ not in self.user.permissions:
            invoices = invoices.none()
        return get_object_or_404(invoices, pk=pk)

    def content(self) -> dict[str, Any]:
        entered = self.record
        paid = entered.payments.aggregate(sum=Sum("amount", default=ZERO))["sum"]
        return {
            "title": "Record a payment",
            "caption": f"{entered.contract.reference}, invoice {entered.number}",
            "figures": [
                Row("Dated", day(entered.invoiced_on)),
                Row("Gross", gbp(entered.gross)),
                Row("Paid so far", gbp(paid)),
                Row("Open", gbp(entered.gross - paid)),
            ],
            "cancel": Link("Cancel", reverse("contracts:invoices")),
        }

    def act(self, form: PaymentForm) -> str:
        data = form.cleaned_data
        pay(
            self.record,
            amount=data["amount"],
            paid_on=data["paid_on"],
            by=self.user,
            on=clock.today(),
        )
        self.say(f"{gbp(data['amount'])} of {self.record.reference} is recorded as paid.")
        return f"{self.record.contract.get_absolute_url()}#invoices"
