"""Form fields of what can be bought."""

from typing import Any

from django import forms

MOST_UNITS = 10_000


class UnitsField(forms.IntegerField):
    """How many units of a service: a whole number from 1 to MOST_UNITS, both allowed."""

    widget = forms.TextInput
    default_error_messages = {
        "required": "Enter how many units are needed",
        "invalid": "Enter the number of units as a whole number, like 12",
        "min_value": "Enter 1 unit or more",
        "max_value": f"Enter {MOST_UNITS:,} units or fewer",
    }

    def __init__(self, *, label: str = "Units", **options: Any):
        super().__init__(label=label, min_value=1, max_value=MOST_UNITS, **options)
        self.widget.attrs |= {"class": "govuk-input--width-5", "inputmode": "numeric"}
