"""Forms of reporting."""

import datetime as dt
from typing import Any

from django import forms

from mdps.core.forms import DayField, PageForm
from mdps.core.rules import Refusal, Refused
from mdps.core.words import count, day
from reporting.kinds import KINDS, Kind
from reporting.models import Report
from reporting.periods import Period
from reporting.request import refusals_against_last_day

NO_LAST_DAY = Refusal(
    "no-last-day",
    "Enter the last day of the period that begins on the first day.",
    field="last_day",
)


class ReportForm(PageForm):
    """Which report, for the period that ends with which day."""

    submit = "Make the report"

    kind = forms.ChoiceField(
        label="Which report",
        choices=Report.Kind.choices,
        initial=Report.Kind.ANNUAL_CABINET,
        widget=forms.RadioSelect,
        error_messages={"required": "Select which report to make"},
    )
    first_day = DayField(
        label="First day of the period",
        help_text="Only for the panel activity report, which may be of any period, such as a "
        "quarter. Leave it empty for the month to the last day.",
        required=False,
    )
    last_day = DayField(label="Last day of the period", required=False)

    correction = forms.CharField(
        label="What the new version puts right",
        help_text="Only where this report is published already. Shown in the new version, and with "
        "it each figure that changed.",
        widget=forms.Textarea,
        max_length=500,
        required=False,
    )

    def __init__(self, *args: Any, on: dt.date, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.on = on
        latest = " and ".join(
            f"the {_length(kind)} to {day(kind.last_complete(on).last_day)}"
            for kind in KINDS.values()
        )
        self.fields["last_day"].help_text = (
            f"The last day of a month, for example 31 5 2026. Leave it empty for the last complete "
            f"period: {latest}. A report of a period that is not over is marked as incomplete and "
            "cannot be published."
        )

    @property
    def period(self) -> Period:
        """The period that was asked for. Raises Refused when there can be no report of it."""
        kind = KINDS[Report.Kind(self.cleaned_data["kind"])]
        first_day, last_day = self.cleaned_data["first_day"], self.cleaned_data["last_day"]
        if first_day and not last_day:
            raise Refused([NO_LAST_DAY])
        if not last_day:
            return kind.last_complete(self.on)
        if refusals := refusals_against_last_day(kind, last_day, on=self.on, first_day=first_day):
            raise Refused(refusals)
        return kind.ending(last_day, first_day)


def _length(kind: Kind) -> str:
    return "month" if kind.months == 1 else count(kind.months, "month")


class CommentaryForm(PageForm):
    """What the author says about the figures."""

    submit = "Save the commentary"

    text = forms.CharField(
        label="Commentary",
        help_text="Plain words. Nothing about a child or a family. A blank line begins a new "
        "paragraph.",
        widget=forms.Textarea,
        max_length=20000,
        error_messages={"required": "Enter the commentary"},
    )


class ReviewForm(PageForm):
    """A yes."""

    submit = "Mark as reviewed"


class SendBackForm(PageForm):
    """Why it goes back to its author."""

    submit = "Send it back"

    why = forms.CharField(
        label="What is to be changed",
        widget=forms.Textarea,
        max_length=500,
        error_messages={"required": "Enter what is to be changed"},
    )


class SignOffForm(PageForm):
    """A yes."""

    submit = "Sign off the report"


class PublishForm(PageForm):
    """A yes."""

    submit = "Publish the report"


class CancelForm(PageForm):
    """A yes."""

    submit = "Stop making it"


class RetryForm(PageForm):
    """A yes."""

    submit = "Try again"
