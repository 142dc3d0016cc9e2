"""The forms that plan a mini-competition, and that end it."""

import datetime as dt
from dataclasses import fields
from typing import Any

from crispy_forms_gds.layout import Fieldset, Layout, Size
from django import forms

from contracts.competition.fields import MomentMixin, SmallNumberField
from contracts.competition.plan import Plan
from contracts.competition.planning_rules import LEAST_DAYS, MOST_CRITERIA
from contracts.models import Competition
from lots.fields import UnitsField
from mdps.core import clock
from mdps.core.forms import NOTHING_OF_THE_CHILD, DayField, PageForm, TimeOfDayField
from referrals.models import RequestLine

USUAL_DAYS = dt.timedelta(days=14)
USUAL_LENGTH = dt.timedelta(weeks=12)
QUESTIONS_END = dt.timedelta(days=4)  # before the deadline


class PlanForm(MomentMixin, PageForm):
    """What a mini-competition asks of suppliers, and by when."""

    submit = "Save the draft"
    moment = "closes"

    units = UnitsField()
    specification = forms.CharField(
        label="What is needed",
        help_text="All invited suppliers read this. Say what is to be done, in what time and to "
        "what end. Never the case reference, a name, an age or a school.",
        widget=forms.Textarea,
        max_length=10_000,
        error_messages={"required": "Enter what is needed"},
    )
    quality_weight = SmallNumberField(
        label="Weight of quality, in percent",
        help_text="Price has the rest: 60 here leaves 40 for price.",
        min_value=1,
        max_value=99,
        error_messages={"required": "Enter the weight of quality"},
    )
    closes_on = DayField(label="Deadline for quotes: day", missing="Enter the day of the deadline")
    closes_time = TimeOfDayField(
        label="Deadline for quotes: time",
        help_text="On the clock in London. A quote at this moment is in time, a second later it "
        "is not.",
        error_messages={
            "required": "Enter the time of the deadline",
            "invalid": "Enter a time, like 9am or 12:30pm",
        },
    )
    shorter_because = forms.CharField(
        label=f"Why there are fewer than {LEAST_DAYS} days, if so",
        help_text="And how the suppliers agreed to it.",
        widget=forms.Textarea,
        max_length=2000,
        required=False,
    )
    questions_until = DayField(
        label="Last day for questions", missing="Enter the last day for questions"
    )
    standstill_days = SmallNumberField(
        label="Days of standstill before the award",
        help_text="0 for none. A standstill is optional for call-offs.",
        min_value=0,
        max_value=365,
        error_messages={"required": "Enter the days of standstill, or 0"},
    )
    starts_on = DayField(label="First day of delivery")
    ends_on = DayField(label="Last day of delivery")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for number in range(1, MOST_CRITERIA + 1):
            self.fields[f"criterion_{number}"] = forms.CharField(
                label=f"Criterion {number}", max_length=200, required=False
            )
            self.fields[f"weight_{number}"] = SmallNumberField(
                label=f"Weight of criterion {number}, in percent",
                min_value=0,
                max_value=100,
                required=False,
            )
        later = ("closes_on", "closes_time", "shorter_because", "questions_until")
        last = ("standstill_days", "starts_on", "ends_on")
        self.helper.layout = Layout(
            "one_time_key",
            *(self._laid_out(name) for name in ("units", "specification")),
            Fieldset(
                *(
                    self._laid_out(f"{name}_{number}")
                    for number in range(1, MOST_CRITERIA + 1)
                    for name in ("criterion", "weight")
                ),
                legend="Quality criteria: their weights add up to 100",
                legend_size=Size.SMALL,
            ),
            *(self._laid_out(name) for name in ("quality_weight", *later, *last)),
        )

    @property
    def plan(self) -> Plan:
        """What a valid form asks for. A row without a text is left out."""
        data = self.cleaned_data
        names = [each.name for each in fields(Plan) if each.name != "criteria"]
        rows = (
            (data.get(f"criterion_{number}", ""), data.get(f"weight_{number}") or 0)
            for number in range(1, MOST_CRITERIA + 1)
        )
        criteria = tuple((text, weight) for text, weight in rows if text)
        return Plan(criteria=criteria, **{name: data[name] for name in names})

    @staticmethod
    def initial_for(line: RequestLine) -> dict[str, Any]:
        """What is proposed for a line: two weeks, at midday."""
        closes = clock.today() + USUAL_DAYS
        starts_on = closes + USUAL_DAYS
        return {
            "units": line.units_left,
            "criterion_1": "Method and quality of the work",
            "weight_1": 50,
            "criterion_2": "Experience and qualification of the practitioner",
            "weight_2": 50,
            "quality_weight": 60,
            "closes_on": closes,
            "closes_time": "12pm",
            "questions_until": closes - QUESTIONS_END,
            "standstill_days": 0,
            "starts_on": starts_on,
            "ends_on": starts_on + USUAL_LENGTH,
        }

    @staticmethod
    def initial_of(competition: Competition) -> dict[str, Any]:
        """What the form shows of a draft."""
        closes = competition.closes_at.astimezone(clock.LONDON)
        shown: dict[str, Any] = {
            name: getattr(competition, name)
            for name in (
                "units",
                "specification",
                "quality_weight",
                "shorter_because",
                "questions_until",
                "standstill_days",
                "starts_on",
                "ends_on",
            )
        }
        for number, each in enumerate(competition.criteria, start=1):
            shown |= {f"criterion_{number}": each["text"], f"weight_{number}": each["weight"]}
        return shown | {"closes_on": closes.date(), "closes_time": f"{closes:%H:%M}"}


class InviteForm(PageForm):
    submit = "Invite them all"


class EndForm(PageForm):
    """How and why it ends without an award."""

    submit = "End it without an award"

    ended_as = forms.ChoiceField(
        label="How does it end?",
        choices=Competition.Ended.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Select how it ends"},
    )
    because = forms.CharField(
        label="Why",
        help_text=f"All invited suppliers read it. {NOTHING_OF_THE_CHILD}",
        widget=forms.Textarea,
        max_length=2000,
        error_messages={"required": "Enter why it ends"},
    )
