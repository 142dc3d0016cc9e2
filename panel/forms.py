"""The forms of the panel's pages."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from crispy_forms_gds.choices import Choice
from crispy_forms_gds.layout import HTML, Layout
from django import forms

from mdps.core import clock
from mdps.core.forms import DayField, PageForm, TimeOfDayField
from mdps.core.models import User
from mdps.core.money import ZERO, gbp
from mdps.core.roles import RoleKey
from mdps.core.words import day
from panel.answers import Answer
from panel.decision_forms import lines_fields
from panel.models.reason import Kind
from referrals.models import RequestLine, SupportRequest

HINT = HTML(
    '<p class="govuk-hint">Reasons are shown with each decision. '
    "Leave out anything about the child.</p>"
)


class MeetingForm(PageForm):
    """When and where a meeting is, and who chairs it."""

    submit = "Plan the meeting"

    held_on = DayField(label="Date", help_text="For example, 27 3 2026")
    starts_at = TimeOfDayField(
        label="Start time",
        help_text="For example, 9:30am or 14:30",
        error_messages={
            "required": "Enter the time at which the meeting starts",
            "invalid": "Enter a time, like 9:30am or 14:30",
        },
    )
    place = forms.CharField(
        label="Place",
        max_length=100,
        error_messages={"required": "Enter where the meeting is held"},
    )
    chair = forms.ModelChoiceField(
        User.objects.none(),
        label="Chair",
        empty_label="Choose the chair",
        error_messages={"required": "Choose who chairs the meeting"},
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        chairs = User.objects.holding(RoleKey.PANEL_CHAIR).order_by("name")
        self.fields["chair"].queryset = chairs  # type: ignore[attr-defined]

    def clean_held_on(self) -> dt.date:
        held_on, today = self.cleaned_data["held_on"], clock.today()
        if held_on < today:
            raise forms.ValidationError(
                f"{day(held_on)} is over. Enter {day(today)} or a later day."
            )
        return held_on


class ChangeMeetingForm(MeetingForm):
    """The same, of a meeting that is planned; a day that has passed may stay as it is."""

    submit = "Save changes"

    def clean_held_on(self) -> dt.date:
        return self.cleaned_data["held_on"]


class PickForm(PageForm):
    """Which of the requests that wait go on the agenda."""

    submit = "Put on the agenda"

    requests = forms.TypedMultipleChoiceField(
        label="Requests that wait for a meeting",
        help_text="The earliest needed-by date is first. They go on the agenda in this order.",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Choose at least one request",
            "invalid_choice": "A request that you chose is no longer waiting. Choose again.",
        },
    )

    late_reason = forms.CharField(
        label="Why the request is taken late",
        required=False,
        max_length=300,
        help_text="Shown in the minutes. Leave out anything about the child.",
    )

    def __init__(
        self, *args: Any, requests: Iterable[SupportRequest], is_late: bool, **kwargs: Any
    ):
        super().__init__(*args, **kwargs)
        if not is_late:
            del self.fields["late_reason"]
            self.helper.layout = Layout(*(self._laid_out(name) for name in self.fields))
        self.fields["requests"].choices = [  # type: ignore[attr-defined]
            Choice(str(request.pk), _label(request), hint=_hint(request)) for request in requests
        ]


class ArrangeForm(PageForm):
    """One button of the agenda: the item to move up or down, or to take off."""

    up = forms.IntegerField(required=False, widget=forms.HiddenInput)
    down = forms.IntegerField(required=False, widget=forms.HiddenInput)
    take_off = forms.IntegerField(required=False, widget=forms.HiddenInput)


class DeskForm(PageForm):
    """A decision for each line. What is missing or wrong is for the rules to say, at its field."""

    submit = "Save the decisions"
    all_optional = True  # no field is marked so: the rules ask for what they need

    stay = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        lines: list[RequestLine],
        urgent: dict[int, str] | None = None,
        **kwargs: Any,
    ):
        """`urgent`: what was approved urgently on a line, by its id, to be ratified here."""
        super().__init__(*args, **kwargs)
        self.lines = lines
        self.of_lines = lines_fields(lines, urgent or {})
        for each in self.of_lines:
            self.fields |= each.fields()
        laid_out = [each.laid_out(is_open=self.is_bound) for each in self.of_lines]
        self.helper.layout = Layout("one_time_key", HINT, *laid_out)

    @property
    def first_control(self) -> str:
        """The id of the first radio."""
        return f"id_kind-{self.lines[0].pk}_1"

    @property
    def can_approve_as_requested(self) -> bool:
        """Whether any line can be: what was approved urgently is ratified or overturned."""
        return any(Kind.APPROVE in each.offered for each in self.of_lines)

    def answers(self) -> list[Answer]:
        """What was decided, line by line."""
        return [each.answer(self.cleaned_data) for each in self.of_lines]


def _label(request: SupportRequest) -> str:
    return f"{request.reference}, needed by {day(request.needed_by)}"


def _hint(request: SupportRequest) -> str:
    lines = [line for line in request.lines.all() if line.state == RequestLine.State.PROPOSED]
    services = "; ".join(line.service.name for line in lines)
    amount = gbp(sum((line.requested_amount for line in lines), ZERO))
    return f"{services}: {amount}. {request.team}."
