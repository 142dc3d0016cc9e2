"""The forms of assessing an application."""

from typing import Any

from django import forms

from lots.models import SelectionCriterion
from mdps.core.forms import DayField, PageForm
from suppliers.assess_rules import Said, comment_field, outcome_field, points_field
from suppliers.models import Judgement

Outcome = Judgement.Outcome


class AssessForm(PageForm):
    """A finding on each criterion; `assess_form(criteria)` adds them."""

    submit = "Hand on to be decided"
    all_optional = True  # no field is marked so: the rules ask for what they need

    criteria: tuple[int, ...] = ()

    def judgements(self) -> dict[int, Said]:
        """Criterion id -> what was entered."""
        return {
            pk: Said(
                outcome=self.cleaned_data.get(outcome_field(pk)) or "",
                comment=self.cleaned_data.get(comment_field(pk)) or "",
                points=self.cleaned_data.get(points_field(pk)),
            )
            for pk in self.criteria
        }


def assess_form(criteria: list[SelectionCriterion]) -> type[AssessForm]:
    """The form that asks about `criteria`, then for a summary.

    Nothing is required by the form: what is saved may be half done, and the rules say what is
    missing when it is handed on.
    """
    fields: dict[str, Any] = {"criteria": tuple(each.pk for each in criteria)}
    for each in criteria:
        fields |= _scored(each) if each.is_scored else _passed_or_failed(each)
        fields[comment_field(each.pk)] = forms.CharField(
            label=f"Feedback on {each.text.lower()}",
            help_text="The provider reads it in the outcome letter.",
            max_length=500,
            required=False,
        )
    fields["summary"] = forms.CharField(
        label="Summary of the assessment",
        help_text="For whoever decides.",
        widget=forms.Textarea,
        max_length=5000,
        required=False,
    )
    return type("AssessForm", (AssessForm,), fields)


def initial_findings(judgements: list[Judgement]) -> dict[str, Any]:
    """What the form shows of what was found so far."""
    initial: dict[str, Any] = {}
    for each in judgements:
        pk, clarify = each.criterion_id, each.outcome == Outcome.CLARIFY
        scored = each.criterion.is_scored
        initial[outcome_field(pk)] = each.outcome if clarify or not scored else ""
        initial[points_field(pk)] = each.points
        initial[comment_field(pk)] = each.comment
    return initial


def _passed_or_failed(criterion: SelectionCriterion) -> dict[str, Any]:
    return {
        outcome_field(criterion.pk): forms.ChoiceField(
            label=f"{criterion.number}. {criterion.text}",
            help_text=criterion.guidance,
            choices=Outcome.choices,
            widget=forms.RadioSelect,
            required=False,
        )
    }


def _scored(criterion: SelectionCriterion) -> dict[str, Any]:
    """Points; and whether it has to be clarified first."""
    scale = f"From 0 to {criterion.most_points} points; passed from {criterion.least_points} on."
    points = forms.IntegerField(
        label=f"{criterion.number}. {criterion.text}",
        help_text=f"{criterion.guidance} {scale}".strip(),
        min_value=0,
        max_value=10_000,
        required=False,
        widget=forms.TextInput,
        error_messages={"invalid": "Enter the points as a whole number, like 7"},
    )
    points.widget.attrs |= {"class": "govuk-input--width-3", "inputmode": "numeric"}
    clarify = forms.ChoiceField(
        label=f"Is “{criterion.text}” to be clarified first?",
        choices=[("", "No"), (Outcome.CLARIFY, "Yes, clarify")],
        widget=forms.RadioSelect,
        required=False,
    )
    return {points_field(criterion.pk): points, outcome_field(criterion.pk): clarify}


class QuestionForm(PageForm):
    """A question about an application; `question_form(criteria)` says what it can be about."""

    submit = "Ask the provider"

    question = forms.CharField(
        label="Question",
        help_text="The provider reads it and answers. Nothing about a child.",
        widget=forms.Textarea,
        max_length=3000,
        error_messages={"required": "Enter the question"},
    )
    answer_by = DayField(
        label="Answer expected by",
        help_text="Five working days on, unless you enter another day.",
        required=False,
    )


def question_form(criteria: list[SelectionCriterion]) -> type[QuestionForm]:
    """The form of a question, about one of `criteria` or about the whole."""
    version = criteria[0].version_id if criteria else None
    about = forms.ModelChoiceField(
        SelectionCriterion.objects.filter(version=version).order_by("number"),
        label="What it is about",
        required=False,
        empty_label="The application as a whole",
        error_messages={"invalid_choice": "Select a criterion of this application"},
    )
    return type("QuestionForm", (QuestionForm,), {"criterion": about})


class AnswerByEmailForm(PageForm):
    """An answer that did not come through the provider's page."""

    submit = "Record the answer"

    answer = forms.CharField(
        label="What the provider answered",
        help_text="If no answer came, say so and when you last asked. Nothing about a child.",
        widget=forms.Textarea,
        max_length=5000,
        error_messages={"required": "Enter the answer"},
    )


class CommentForm(PageForm):
    """A comment among those of the council who look at an application."""

    submit = "Add the comment"

    text = forms.CharField(
        label="Comment",
        help_text="The provider does not see it. It stays on the record.",
        widget=forms.Textarea,
        max_length=3000,
        error_messages={"required": "Enter a comment"},
    )


class ExtendForm(PageForm):
    """Why more time is needed."""

    submit = "Extend to 15 working days"

    reason = forms.CharField(
        label="Why more time is needed",
        widget=forms.Textarea,
        max_length=2000,
        error_messages={"required": "Enter why more time is needed"},
    )


class ConflictForm(PageForm):
    """What the conflict is."""

    submit = "Declare the conflict"

    reason = forms.CharField(
        label="What the conflict is",
        help_text="For example, that you worked for the provider, or know its owner.",
        widget=forms.Textarea,
        max_length=1000,
        error_messages={"required": "Enter what the conflict is"},
    )


class ReassessForm(PageForm):
    """What has to be looked at again."""

    submit = "Send it back"

    reason = forms.CharField(
        label="What has to be looked at again",
        widget=forms.Textarea,
        max_length=2000,
        error_messages={"required": "Enter what has to be looked at again"},
    )


class ComplyForm(PageForm):
    """What was seen of a supplier that meets newer criteria."""

    submit = "Record that it meets them"

    note = forms.CharField(
        label="What was seen",
        help_text="For example, the new insurance certificate and its number.",
        max_length=500,
        error_messages={"required": "Enter what was seen"},
    )
