"""How the panel sits, from a day on."""

from django import forms

from mdps.core.forms import DayField, PageForm, TimeOfDayField
from panel.models.members import Area


def _whole(label: str, missing: str, help_text: str = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
        error_messages={"required": missing, "invalid": "Enter a whole number, like 3"},
    )


class RulesForm(PageForm):
    """Quorum, time for an item and papers. What is too much or too little the rules say."""

    submit = "Set the rules"
    NAMES = (
        "holds_from",
        "least_members",
        "areas",
        "minutes_an_item",
        "papers_days",
        "papers_at",
    )

    holds_from = DayField(label="From which day", missing="Enter the day from which they hold")
    least_members = _whole("How many members must be present", "Enter the number of members")
    areas = forms.MultipleChoiceField(
        label="Who must be among them",
        help_text="A member who speaks for each of these.",
        choices=Area.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    minutes_an_item = _whole("Minutes an item takes", "Enter how many minutes an item takes")
    papers_days = _whole(
        "Working days before the meeting on which papers are due",
        "Enter how many working days before the meeting papers are due",
    )
    papers_at = TimeOfDayField(
        label="Time at which they are due",
        help_text="For example, 12pm or 14:30",
        error_messages={
            "required": "Enter the time at which papers are due",
            "invalid": "Enter a time, like 12pm or 14:30",
        },
    )
