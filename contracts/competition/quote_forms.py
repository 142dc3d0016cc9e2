"""The forms of questions, answers and quotes."""

from typing import Any

from crispy_forms_gds.layout import Layout
from django import forms

from contracts.competition.fields import MomentMixin
from contracts.competition.quote import Said
from contracts.models import QuoteContent
from mdps.core.forms import NOTHING_OF_THE_CHILD, DayField, MoneyField, PageForm, TimeOfDayField
from mdps.core.money import ZERO
from mdps.core.uploads import UploadField


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
