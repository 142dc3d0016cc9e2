"""The forms of opening a request in an emergency and of its review."""

from django import forms

from mdps.core.forms import PageForm
from referrals.emergency_rules import SHORTEST
from referrals.models import EmergencyAccess


class OpenForm(PageForm):
    submit = "Open this request"

    reference = forms.CharField(
        label="Reference of the request",
        help_text="Like SR-000123",
        max_length=20,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"}),
        error_messages={"required": "Enter the reference of the request"},
    )
    reason = forms.CharField(
        label="What has happened, and why can it not wait?",
        help_text=f"In {SHORTEST} characters or more. Do not name the child or the family.",
        max_length=1000,
        widget=forms.Textarea,
        error_messages={"required": "Enter what has happened and why it cannot wait"},
    )


class ReviewForm(PageForm):
    submit = "Record the review"

    finding = forms.ChoiceField(
        label="Was it needed?",
        choices=EmergencyAccess.Finding.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Select whether it was needed"},
    )
    words = forms.CharField(
        label="What did you find?",
        help_text="Who opened it reads this. Do not name the child or the family.",
        max_length=1000,
        widget=forms.Textarea,
        error_messages={"required": "Enter what you found"},
    )
