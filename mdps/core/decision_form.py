"""The fields of a delegated decision, shared by every form that records one (CR 1 to 4)."""

from django import forms

from mdps.core.decisions import Consultation
from mdps.core.forms import DayField, PageForm


class DecisionForm(PageForm):
    """Who was consulted, when, and the reasons."""

    consulted = forms.CharField(
        label="Cabinet Member consulted",
        max_length=150,
        error_messages={"required": "Enter the name of the Cabinet Member who was consulted"},
    )
    consulted_on = DayField(
        label="Date they were consulted",
        help_text="For example, 27 3 2026",
        missing="Enter the date they were consulted",
    )
    reasons = forms.CharField(
        label="Reasons for the decision",
        help_text="Shown to the provider in the outcome letter.",
        widget=forms.Textarea,
        error_messages={"required": "Enter the reasons for the decision"},
    )

    @property
    def consultation(self) -> Consultation:
        data = self.cleaned_data
        return Consultation(
            consulted=data["consulted"],
            consulted_on=data["consulted_on"],
            reasons=data["reasons"],
        )
