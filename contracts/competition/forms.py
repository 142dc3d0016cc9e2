"""The forms of mini-competitions: what is asked, quotes, scores and how it ends."""

import datetime as dt
from dataclasses import fields
from typing import Any

from crispy_forms_gds.layout import Fieldset, Layout, Size
from django import forms

from contracts.competition.bids import OpenedQuote
from contracts.competition.plan import Plan
from contracts.competition.planning_rules import LEAST_DAYS, MOST_CRITERIA
from contracts.competition.quote import Said
from contracts.competition.scoring import POINTS
from contracts.forms import AwardForm
from contracts.models import Competition, QuoteContent
from contracts.resting_forms import NOTHING_OF_THE_CHILD
from lots.fields import UnitsField
from mdps.core import clock
from mdps.core.forms import DayField, MoneyField, PageForm, TimeOfDayField
from mdps.core.moments import NoSuchMoment, in_london
from mdps.core.money import ZERO
from mdps.core.uploads import UploadField
from referrals.models import RequestLine

USUAL_DAYS = dt.timedelta(days=14)
USUAL_LENGTH = dt.timedelta(weeks=12)
QUESTIONS_END = dt.timedelta(days=4)  # before the deadline


class SmallNumberField(forms.IntegerField):
    """A small whole number, typed: a weight in percent, or days."""

    widget = forms.TextInput

    def __init__(self, **options: Any):
        super().__init__(**options)
        self.widget.attrs |= {"class": "govuk-input--width-3", "inputmode": "numeric"}


class MomentMixin(forms.Form):
    """A form with a day and a time that are one moment on the clock in London."""

    moment = ""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        day, time = data.get(f"{self.moment}_on"), data.get(f"{self.moment}_time")
        if day and time:
            try:
                data[f"{self.moment}_at"] = in_london(day, time)
            except NoSuchMoment as error:
                self.add_error(f"{self.moment}_time", str(error))
        return data


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


class QuestionForm(PageForm):
    """A question of an invited supplier."""

    submit = "Send the question"

    question = forms.CharField(
        label="Your question",
        help_text="The answer is shared with every invited supplier, with your question and "
        "without your name. Write nothing that tells who you are.",
        widget=forms.Textarea,
        max_length=4000,
        error_messages={"required": "Enter your question"},
    )


class AnswerForm(PageForm):
    """The answer, and the question as the others read it."""

    submit = "Answer for all"

    question = forms.CharField(
        label="The question as all suppliers read it",
        help_text="Change it where it tells who asked.",
        widget=forms.Textarea,
        max_length=4000,
        error_messages={"required": "Enter the question as all suppliers read it"},
    )
    answer = forms.CharField(
        label="The answer",
        help_text=NOTHING_OF_THE_CHILD,
        widget=forms.Textarea,
        max_length=10_000,
        error_messages={"required": "Enter the answer"},
    )


class QuoteForm(PageForm):
    """A quote; the criteria of the competition are answered one by one."""

    submit = "Send the quote"

    replaces = forms.IntegerField(required=False, widget=forms.HiddenInput)
    unit_price = MoneyField(
        label="Price of one unit",
        help_text="Pounds, ex VAT.",
        error_messages={"required": "Enter the price of one unit"},
    )
    extras = MoneyField(
        label="Expected extras in all",
        help_text="Pounds, ex VAT: travel, reports, court attendance. 0 for none.",
        error_messages={"required": "Enter what extras come to in all, or 0"},
    )
    extras_words = forms.CharField(
        label="What the extras are",
        widget=forms.Textarea,
        max_length=2000,
        required=False,
    )
    availability = forms.CharField(
        label="When you can start, and who does the work",
        widget=forms.Textarea,
        max_length=4000,
        error_messages={"required": "Enter when you can start, and who does the work"},
    )

    def __init__(self, *args: Any, criteria: list[dict[str, Any]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.criteria = criteria
        for number, each in enumerate(criteria, start=1):
            self.fields[f"answer_{number}"] = forms.CharField(
                label=each["text"],
                help_text=f"{each['weight']}% of the quality.",
                widget=forms.Textarea,
                max_length=10_000,
                error_messages={"required": f"Answer “{each['text']}”"},
            )
        self.helper.layout = Layout(*(self._laid_out(name) for name in self.fields))

    @property
    def said(self) -> Said:
        """What a valid form says."""
        data = self.cleaned_data
        return Said(
            unit_price=data["unit_price"],
            extras=data["extras"],
            extras_words=data["extras_words"],
            answers=tuple(data[f"answer_{number}"] for number in range(1, len(self.criteria) + 1)),
            availability=data["availability"],
        )

    @staticmethod
    def initial_of(content: QuoteContent | None) -> dict[str, Any]:
        """What the form shows of the quote that is to be changed."""
        if content is None:
            return {"extras": ZERO}
        answers = {f"answer_{n}": text for n, text in enumerate(content.answers, start=1)}
        return answers | {
            name: getattr(content, name)
            for name in ("unit_price", "extras", "extras_words", "availability")
        }


class EnterQuoteForm(MomentMixin, QuoteForm):
    """A quote that came by e-mail, with its paper and when it was received."""

    submit = "Enter the quote"
    moment = "received"

    received_on = DayField(
        label="Day on which the e-mail was received", missing="Enter the day of the e-mail"
    )
    received_time = TimeOfDayField(
        label="Time at which it was received",
        help_text="On the clock in London, for example 11:45am.",
        error_messages={
            "required": "Enter the time of the e-mail",
            "invalid": "Enter a time, like 9am or 12:30pm",
        },
    )
    document = UploadField(
        label="The quote as it was sent",
        error_messages={"required": "Choose the file that was sent"},
    )


class WithdrawQuoteForm(PageForm):
    submit = "Withdraw the quote"

    replaces = forms.IntegerField(required=False, widget=forms.HiddenInput)


class OpenForm(PageForm):
    submit = "Open the quotes"


class DeclareForm(PageForm):
    """A declaration of interest, before anything is scored."""

    submit = "Declare"

    has_conflict = forms.TypedChoiceField(
        label="Do you have a conflict of interest in any of these suppliers?",
        help_text="A personal, family or financial tie to one of them.",
        choices=[("no", "No, in none of them"), ("yes", "Yes")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Select whether you have a conflict of interest"},
    )
    words = forms.CharField(
        label="What it is, if so", widget=forms.Textarea, max_length=2000, required=False
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("has_conflict") and not data.get("words", "").strip():
            self.add_error("words", "Enter what the conflict of interest is")
        return data


class ScoreForm(PageForm):
    """Points with reasons for each criterion."""

    submit = "Save the scores"

    def __init__(self, *args: Any, criteria: list[dict[str, Any]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.criteria = criteria
        for number, each in enumerate(criteria, start=1):
            self.fields[f"points_{number}"] = forms.TypedChoiceField(
                label=f"{each['text']} ({each['weight']}%)",
                choices=list(POINTS.items()),
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={"required": f"Give points for “{each['text']}”"},
            )
            self.fields[f"reasons_{number}"] = forms.CharField(
                label=f"Reasons for criterion {number}",
                help_text="The supplier reads them in its letter.",
                widget=forms.Textarea,
                max_length=4000,
                error_messages={"required": f"Enter your reasons for “{each['text']}”"},
            )
        self.helper.layout = Layout(*(self._laid_out(name) for name in self.fields))

    def listed(self, name: str) -> list[Any]:
        """The `points` or the `reasons`, in the order of the criteria."""
        return [
            self.cleaned_data[f"{name}_{number}"] for number in range(1, len(self.criteria) + 1)
        ]

    @staticmethod
    def initial_of(opened: OpenedQuote) -> dict[str, Any]:
        """The scores that count so far."""
        points = {f"points_{n}": each for n, each in enumerate(opened.points, start=1)}
        return points | {f"reasons_{n}": each for n, each in enumerate(opened.reasons, start=1)}


class DecideQuoteForm(PageForm):
    """Whether a quote stays in."""

    submit = "Record the decision"

    accept = forms.TypedChoiceField(
        label="What becomes of the quote?",
        choices=[("yes", "It stays in"), ("no", "It is rejected")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Select what becomes of the quote"},
    )
    explanation = forms.CharField(
        label="How the supplier explained its price",
        help_text="Needed to keep a quote whose price is abnormally low.",
        widget=forms.Textarea,
        max_length=4000,
        required=False,
    )
    reasons = forms.CharField(
        label="Your reasons",
        help_text="The supplier of a rejected quote reads them in its letter.",
        widget=forms.Textarea,
        max_length=4000,
        error_messages={"required": "Enter your reasons"},
    )


class SettleForm(PageForm):
    """The ranking is settled; where the first place is shared, one is chosen."""

    submit = "Settle the ranking"

    def __init__(self, *args: Any, tied: list[tuple[int, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        if not tied:
            return
        self.fields["chosen"] = forms.TypedChoiceField(
            label="Which of those that are equal goes first?",
            choices=tied,
            coerce=int,
            widget=forms.RadioSelect,
            error_messages={"required": "Choose which of them goes first"},
        )
        self.fields["tie_reason"] = forms.CharField(
            label="Why this one",
            help_text="The other suppliers read it in their letters.",
            widget=forms.Textarea,
            max_length=2000,
            error_messages={"required": "Enter why this one goes first"},
        )
        self.helper.layout = Layout(*(self._laid_out(name) for name in self.fields))


class AwardToWinnerForm(AwardForm):
    """The last step of an award to the winner: its rank is the reason."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = "Anything to add to the reason"
        self.fields["reason"].help_text = (
            "That it ranked first is the reason. Needed where delivery has begun already. "
            f"{NOTHING_OF_THE_CHILD}"
        )


class TakeUpForm(PageForm):
    submit = "Take the scoring up again"

    because = forms.CharField(
        label="Why it is scored again",
        widget=forms.Textarea,
        max_length=2000,
        error_messages={"required": "Enter why it is scored again"},
    )


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
