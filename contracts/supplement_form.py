"""How much more is asked for, and by when."""

from django import forms

from mdps.core.forms import DayField, MoneyField, PageForm


class SupplementForm(PageForm):
    """Units more; an amount only where it is not the estimate."""

    submit = "Start the request"

    units = forms.IntegerField(
        label="How many more units are needed?",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "numeric"}),
        error_messages={
            "required": "Enter how many units more are needed",
            "invalid": "Enter the units as a whole number, like 4",
        },
    )
    needed_by = DayField(
        label="By when are they needed?", missing="Enter the day by which they are needed"
    )
    amount = MoneyField(
        label="Amount, ex VAT", help_text="Leave empty for the estimate of today", required=False
    )
    amount_reason = forms.CharField(
        label="Why this amount, where it is not an agreed price", required=False, max_length=300
    )
