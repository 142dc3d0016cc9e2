"""Forms of monitoring that the council fills in."""

import datetime as dt
from typing import Any

from django import forms

from mdps.core.forms import DayField, PageForm
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
