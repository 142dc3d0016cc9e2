"""The forms that open, score and settle."""

from typing import Any

from crispy_forms_gds.layout import Layout
from django import forms

from contracts.competition.bids import OpenedQuote
from contracts.competition.scoring import POINTS
from contracts.forms import AwardForm
from mdps.core.forms import NOTHING_OF_THE_CHILD, PageForm


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
