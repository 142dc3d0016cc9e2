"""The forms of invoices and payments."""

from typing import Any

from django import forms

from mdps.core.forms import DayField, MoneyField, PageForm
from mdps.core.money import ZERO

CREDIT_NOTE = "credit"


class InvoiceForm(PageForm):
    """An invoice or a credit note; amounts are typed as they stand on it, without a sign."""

    submit = "Enter the invoice"

    kind = forms.ChoiceField(
        label="What it is",
        choices=[("invoice", "An invoice"), (CREDIT_NOTE, "A credit note")],
        initial="invoice",
        widget=forms.RadioSelect,
    )
    number = forms.CharField(
        label="Its number",
        max_length=40,
        error_messages={"required": "Enter the number of the invoice"},
    )
    invoiced_on = DayField(label="Its date", missing="Enter the date of the invoice")
    units = forms.IntegerField(
        label="Units",
        min_value=0,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "numeric"}),
        error_messages={
            "required": "Enter the units invoiced",
            "invalid": "Enter the units as a whole number, like 4",
            "min_value": "Enter the units without a sign",
        },
    )
    net = MoneyField(label="Net amount", error_messages={"required": "Enter the net amount"})
    extras = MoneyField(
        label="Of the net amount, extras",
        help_text="Travel, reports, court attendance: up to what was reported with the deliveries.",
        required=False,
    )
    vat = MoneyField(
        label="VAT",
        help_text="£0.00 where none is charged.",
        error_messages={"required": "Enter the VAT, £0.00 if there is none"},
    )
    gross = MoneyField(label="Gross amount", error_messages={"required": "Enter the gross amount"})
    purchase_order = forms.CharField(
        label="Purchase order number",
        help_text="Of the finance system. It is kept on the call-off.",
        max_length=30,
        required=False,
    )

    @property
    def entered(self) -> dict[str, Any]:
        """What the action takes: a credit note's units and amounts below nought."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "one_time_key"}
        data["extras"] = data["extras"] or ZERO
        if data.pop("kind") == CREDIT_NOTE:
            for name in ("units", "net", "extras", "vat", "gross"):
                data[name] = -data[name]
        return data


class PaymentForm(PageForm):
    """What was paid of an invoice."""

    submit = "Record the payment"

    amount = MoneyField(
        label="Amount paid, including VAT",
        error_messages={"required": "Enter the amount that was paid"},
    )
    paid_on = DayField(label="Day of payment", missing="Enter the day on which it was paid")
