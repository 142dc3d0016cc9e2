"""Forms of monitoring that the council fills in."""

import datetime as dt
from typing import Any

from django import forms

from mdps.core.forms import DayField, PageForm
from mdps.core.uploads import UploadField
from mdps.core.words import day
from reporting.monitoring.halves import halves_without_a_round


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
