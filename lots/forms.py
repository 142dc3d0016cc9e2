"""The forms of lots: how they can be applied for, rounds, and versions."""

import datetime as dt
from typing import Any

from crispy_forms_gds.layout import Fieldset, Layout, Size
from django import forms

from lots.models import AdmissionRound, Lot, LotRule, LotVersion
from lots.version_rules import Text, row_field
from mdps.core import clock
from mdps.core.forms import DayField, PageForm, TimeOfDayField
from mdps.core.moments import NoSuchMoment, in_london

EXAMPLE = "For example, 27 3 2026"
TIMES = "For example, 9am or 12:30pm"
MORE_ROWS = 2  # empty rows below those that are written


class RuleForm(PageForm):
    """How a lot can be applied for, from a day on."""

    submit = "Set the rule"

    opening = forms.ChoiceField(
        label="How can the lot be applied for?",
        choices=LotRule.Opening.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Select how the lot can be applied for"},
    )
    effective_from = DayField(
        label="First day of this rule",
        help_text=EXAMPLE,
        missing="Enter the first day of this rule",
    )
    reason = forms.CharField(
        label="Why it changes",
        widget=forms.Textarea,
        max_length=2000,
        error_messages={"required": "Enter why the rule changes"},
    )


class RoundForm(PageForm):
    """A round: its lots, its opening and its closing moment."""

    submit = "Plan the round"

    title = forms.CharField(
        label="Name of the round",
        help_text="Providers see it. For example, January 2027 round",
        max_length=100,
        error_messages={"required": "Enter a name for the round"},
    )
    lots = forms.ModelMultipleChoiceField(
        Lot.objects.all(),
        label="Lots",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Select at least one lot",
            "invalid_choice": "Select lots of the scheme",
            "invalid_pk_value": "Select lots of the scheme",
        },
    )
    opens_on = DayField(
        label="Opens on", help_text=EXAMPLE, missing="Enter the day on which the round opens"
    )
    opens_time = TimeOfDayField(
        label="Opens at",
        help_text=TIMES,
        error_messages={
            "required": "Enter the time at which the round opens",
            "invalid": "Enter a time, like 9am or 12:30pm",
        },
    )
    closes_on = DayField(
        label="Closes on", help_text=EXAMPLE, missing="Enter the day on which the round closes"
    )
    closes_time = TimeOfDayField(
        label="Closes at",
        help_text="At this moment the round is closed: an application submitted at 12pm to a "
        "round that closes at 12pm is late.",
        error_messages={
            "required": "Enter the time at which the round closes",
            "invalid": "Enter a time, like 9am or 12:30pm",
        },
    )

    def clean(self) -> dict[str, Any]:
        """Each day and time are one moment on the clock in London."""
        data = super().clean() or self.cleaned_data
        for name in ("opens", "closes"):
            day, time = data.get(f"{name}_on"), data.get(f"{name}_time")
            if day and time:
                try:
                    data[f"{name}_at"] = in_london(day, time)
                except NoSuchMoment as error:
                    self.add_error(f"{name}_time", str(error))
        return data

    @staticmethod
    def initial_of(planned: AdmissionRound) -> dict[str, Any]:
        """What the form shows of a round that is planned."""
        opens, closes = (_local(at) for at in (planned.opens_at, planned.closes_at))
        return {
            "title": planned.title,
            "lots": list(planned.lots.all()),
            "opens_on": opens.date(),
            "opens_time": f"{opens:%H:%M}",
            "closes_on": closes.date(),
            "closes_time": f"{closes:%H:%M}",
        }


class ChangeRoundForm(RoundForm):
    submit = "Change the round"


class VersionForm(PageForm):
    """The rows of a draft; `version_form(rows, kind)` adds them. An emptied row is taken out."""

    submit = "Save the draft"
    all_optional = True

    count = 0
    is_criteria = False

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            "one_time_key", *(self._row(number) for number in range(1, self.count + 1))
        )

    def rows(self) -> list[Text]:
        """What was entered, row by row, the empty ones too."""
        return [
            Text(
                number=number,
                heading=self.cleaned_data[row_field("heading", number)],
                text=self.cleaned_data[row_field("text", number)],
                most_points=self.cleaned_data.get(row_field("most_points", number)),
                least_points=self.cleaned_data.get(row_field("least_points", number)),
            )
            for number in range(1, self.count + 1)
        ]

    def _row(self, number: int) -> Fieldset:
        points = ("most_points", "least_points") if self.is_criteria else ()
        names = ("heading", "text", *points)
        return Fieldset(
            *(self._laid_out(row_field(name, number)) for name in names),
            legend=f"Row {number}",
            legend_size=Size.SMALL,
        )


def version_form(rows: list[Text], kind: str) -> type[VersionForm]:
    """The form of a draft with `rows`, and some empty rows below them."""
    fields: dict[str, Any] = {
        "count": len(rows) + MORE_ROWS,
        "is_criteria": kind == LotVersion.Kind.CRITERIA,
    }
    for number in range(1, len(rows) + MORE_ROWS + 1):
        fields |= _row_fields(number, kind)
    return type("VersionForm", (VersionForm,), fields)


def initial_rows(rows: list[Text]) -> dict[str, Any]:
    """What the form of a draft shows."""
    names = ("heading", "text", "most_points", "least_points")
    return {row_field(name, row.number): getattr(row, name) for row in rows for name in names}


class InForceForm(PageForm):
    """From when a draft is in force, and why."""

    submit = "Put the new version in force"

    effective_from = DayField(
        label="First day of the new version",
        help_text="Today or later. " + EXAMPLE,
        missing="Enter the first day of the new version",
    )
    reason = forms.CharField(
        label="What changes and why",
        help_text="Shown beside the version.",
        widget=forms.Textarea,
        max_length=2000,
        error_messages={"required": "Enter what changes and why"},
    )


class CriteriaInForceForm(InForceForm):
    """The same for criteria, with what is asked of suppliers who are on the lot already."""

    transition_until = DayField(
        label="Last day for suppliers on the lot to show that they meet it",
        help_text="Leave it empty if nothing is asked of them. " + EXAMPLE,
        required=False,
    )


def _row_fields(number: int, kind: str) -> dict[str, Any]:
    is_criteria = kind == LotVersion.Kind.CRITERIA
    fields: dict[str, Any] = {
        row_field("heading", number): forms.CharField(
            label="Criterion" if is_criteria else "Heading", max_length=200, required=False
        ),
        row_field("text", number): forms.CharField(
            label="What shows it" if is_criteria else "Text",
            widget=forms.Textarea,
            max_length=5000,
            required=False,
        ),
    }
    if is_criteria:
        fields[row_field("most_points", number)] = _points(
            "Highest score", "Leave it empty for pass or fail"
        )
        fields[row_field("least_points", number)] = _points("Passed from", "Points, this included")
    return fields


def _points(label: str, help_text: str) -> forms.IntegerField:
    field = forms.IntegerField(
        label=label,
        help_text=help_text,
        min_value=0,
        max_value=1000,
        required=False,
        widget=forms.TextInput,
        error_messages={
            "invalid": "Enter points as a whole number, like 10",
            "min_value": "Enter points of 0 or more",
            "max_value": "Enter 1,000 points or fewer",
        },
    )
    field.widget.attrs |= {"class": "govuk-input--width-3", "inputmode": "numeric"}
    return field


def _local(at: dt.datetime) -> dt.datetime:
    return at.astimezone(clock.LONDON)
