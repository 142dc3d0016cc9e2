"""Forms of monitoring that the council fills in."""

import datetime as dt
from typing import Any

from django import forms
from django.db.models import QuerySet

from mdps.core.forms import DayField, PageForm
from mdps.core.models import User
from mdps.core.uploads import UploadField
from mdps.core.words import day
from reporting.models import SupplierRating
from reporting.monitoring.halves import halves_without_a_round
from reporting.monitoring.rate_package import LINE, MARKS, QUESTIONS


class OpenRoundForm(PageForm):
    """Which half year, and until when the returns are due."""

    submit = "Open the round"

    last_day = forms.ChoiceField(
        label="Which half year?",
        widget=forms.RadioSelect,
        error_messages={"required": "Select the half year to monitor"},
    )
    due_on = DayField(
        label="Last day for the returns", missing="Enter the last day for the returns"
    )

    def __init__(self, *args: Any, on: dt.date, **kwargs: Any):
        super().__init__(*args, **kwargs)
        choices: Any = self.fields["last_day"]
        choices.choices = [(str(each.last_day), each.words) for each in halves_without_a_round(on)]
        self.fields["due_on"].help_text = f"For example {day(on + dt.timedelta(weeks=4))}"

    @property
    def ends_with(self) -> dt.date:
        """The last day of the half year that was chosen."""
        return dt.date.fromisoformat(self.cleaned_data["last_day"])


class SubmitForm(PageForm):
    """A yes."""

    submit = "Submit the return"


class SubmitByOfficerForm(SubmitForm):
    """What the provider sent, from which an officer has entered its return."""

    paper = UploadField(
        label="The e-mail or letter of the provider",
        error_messages={
            "required": "Choose the e-mail or letter from which you entered the return"
        },
    )


class AcceptForm(PageForm):
    """A yes."""

    submit = "Accept the return"


class QuestionForm(PageForm):
    """What is still to be answered."""

    submit = "Send it back"

    text = forms.CharField(
        label="Questions to the provider",
        help_text="Write nothing that points to a child or a family.",
        widget=forms.Textarea,
        max_length=3000,
        error_messages={"required": "Enter what is still to be answered"},
    )


class RateForm(PageForm):
    """How a supplier did, and why the council says so."""

    submit = "Rate the supplier"

    grade = forms.ChoiceField(
        label="How did the supplier do in the half year?",
        choices=SupplierRating.Grade.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Select how the supplier did"},
    )
    reasons = forms.CharField(
        label="Reasons",
        help_text="The provider can read them. Write nothing that points to a child or a family.",
        widget=forms.Textarea,
        max_length=5000,
        error_messages={"required": "Enter the reasons for the rating"},
    )


class ActionForm(PageForm):
    """What is to be done, by whom, until when."""

    submit = "Set the action"

    text = forms.CharField(
        label="What is to be done?",
        help_text="The provider can read it. Write nothing that points to a child or a family.",
        widget=forms.Textarea,
        max_length=1000,
        error_messages={"required": "Enter what is to be done"},
    )
    owner = forms.ModelChoiceField(
        User.objects.none(),
        label="Owner",
        empty_label="Choose somebody",
        error_messages={"required": "Choose who does it"},
    )
    due_on = DayField(
        label="Last day for it", help_text="For example, 27 3 2027", missing="Enter the last day"
    )

    def __init__(self, *args: Any, owners: QuerySet[User], **kwargs: Any):
        super().__init__(*args, **kwargs)
        owner: Any = self.fields["owner"]
        owner.queryset = owners


class FinishForm(PageForm):
    """What was done."""

    submit = "Say that it is done"

    outcome = forms.CharField(
        label="What was done?",
        help_text="Write nothing that points to a child or a family.",
        widget=forms.Textarea,
        max_length=1000,
        error_messages={"required": "Enter what was done"},
    )


def _mark(key: str) -> forms.ChoiceField:
    """The radios of one question."""
    text = dict(QUESTIONS)[key]
    return forms.ChoiceField(
        label=text,
        choices=[(str(mark), word) for mark, word in MARKS],
        widget=forms.RadioSelect,
        error_messages={"required": f"Select an answer: {text[0].lower()}{text[1:]}"},
    )


class PackageForm(PageForm):
    """Four marks, and one sentence for who wants to."""

    submit = "Send"

    delivered = _mark("delivered")
    punctual = _mark("punctual")
    contact = _mark("contact")
    outcome = _mark("outcome")
    remark = forms.CharField(
        label="Anything to add, in one sentence?",
        help_text="Nothing that points to the child or the family. Only the council reads it.",
        max_length=LINE,
        required=False,
    )
