"""The forms that the gallery shows, filled in and gone wrong."""

import datetime as dt
from decimal import Decimal

from django import forms

from mdps.core.forms import DayField, MoneyField, PageForm


class SampleForm(PageForm):
    """One field of every kind."""

    submit = "Award £12,400.00 to Severn Assessments"

    reference = forms.CharField(
        label="Reference",
        help_text="As on the order, for example MDPS-0012",
        error_messages={"required": "Enter the reference"},
    )
    amount = MoneyField(label="Amount", error_messages={"required": "Enter the amount"})
    route = forms.ChoiceField(
        label="How it is awarded",
        choices=[("direct", "Direct award"), ("competition", "Mini-competition")],
        widget=forms.RadioSelect,
        error_messages={"required": "Select how it is awarded"},
    )
    lots = forms.MultipleChoiceField(
        label="Lots",
        choices=[("1", "Lot 1: assessments"), ("2", "Lot 2: therapy"), ("3", "Lot 3: families")],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Select at least one lot"},
    )
    starts = DayField(
        label="First day",
        help_text="For example, 27 3 2026",
    )
    supplier = forms.ChoiceField(
        label="Supplier",
        choices=[("", "Select a supplier"), ("1", "Severn Assessments")],
        error_messages={"required": "Select a supplier"},
    )
    reasons = forms.CharField(
        label="Reasons",
        widget=forms.Textarea,
        error_messages={"required": "Enter the reasons"},
    )
    agreed = forms.BooleanField(
        label="The provider has agreed the first day",
        error_messages={"required": "Confirm that the provider has agreed"},
    )
    note = forms.CharField(label="Note", required=False)


def filled_form() -> SampleForm:
    """The form with answers and no errors."""
    return SampleForm(
        initial={
            "reference": "MDPS-0012",
            "amount": Decimal("12400"),
            "route": "direct",
            "lots": ["1", "2"],
            "starts": dt.date(2026, 12, 1),
            "supplier": "1",
            "reasons": "The only admitted supplier with a psychologist free in December.",
        }
    )


def wrong_form() -> SampleForm:
    """The form as it comes back with an error in every field that can have one."""
    form = SampleForm({"amount": "12.345", "starts_0": "27", "starts_1": "", "starts_2": "2026"})
    form.full_clean()
    return form


class SampleFilter(forms.Form):
    """Filters of a list."""

    search = forms.CharField(label="Search", required=False, help_text="At least 3 letters")
    state = forms.ChoiceField(
        label="State", required=False, choices=[("", "Any"), ("decided", "Decided")]
    )
