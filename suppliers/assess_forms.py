"""The forms of assessing an application."""

from typing import Any

from django import forms

from lots.models import SelectionCriterion
from mdps.core.forms import PageForm
from suppliers.assess_rules import Said, comment_field, outcome_field, points_field
from suppliers.models import Judgement

Outcome = Judgement.Outcome


class AssessForm(PageForm):
    """A finding on each criterion; `assess_form(criteria)` adds them."""

    submit = "Hand on to be decided"

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
    """A question about an application."""

    submit = "Ask the provider"

    question = forms.CharField(
        label="Question",
        help_text="The provider reads it and answers. Nothing about a child.",
        widget=forms.Textarea,
        max_length=3000,
        error_messages={"required": "Enter the question"},
    )
