"""Forms about an approval: endorsing it, letting it run longer, ticking a condition, reviewing."""

from django import forms

from mdps.core.forms import DayField, PageForm
from panel.models import PackageReview


class ReasonsForm(PageForm):
    """Why it is sent back."""

    submit = "Send it to the next meeting"

    reasons = forms.CharField(
        label="Reasons",
        widget=forms.Textarea,
        error_messages={"required": "Enter your reasons"},
    )


class EndorseForm(ReasonsForm):
    """Why it is endorsed, and why the budget is overspent where it is."""

    submit = "Endorse"

    overspend_reason = forms.CharField(
        label="Your reason for overspending the budget, if so",
        required=False,
        widget=forms.Textarea,
    )


class ExtendForm(PageForm):
    """The new last day of an approval, and why."""

    submit = "Extend the approval"

    until = DayField(label="New last day", help_text="It can be awarded on this day too")
    reason = forms.CharField(
        label="Reason",
        widget=forms.Textarea,
        error_messages={"required": "Enter why the approval is extended"},
    )


class ReviewForm(PageForm):
    """What becomes of a package that ends soon."""

    submit = "Save the outcome"
    all_optional = True  # no field is marked so: the rules ask for what they need

    outcome = forms.ChoiceField(
        label="Outcome",
        choices=PackageReview.Outcome.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    reasons = forms.CharField(
        label="Reasons",
        help_text="Leave out anything about the child.",
        required=False,
        widget=forms.Textarea,
    )
