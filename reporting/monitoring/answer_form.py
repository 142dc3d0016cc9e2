"""The form of one part of a return: a field for each question, none of which holds up saving."""

from typing import Any

from crispy_forms_gds.layout import Fieldset, Layout
from django import forms

from mdps.core.forms import PageForm
from reporting.monitoring.questions import LONGEST, MOST, Kind, Part, Question

NOT_A_NUMBER = "Enter a whole number, like 3"


class PartForm(PageForm):
    """A field for each question of `part`; questions of one group stand under its name."""

    part: Part
    all_optional = True  # what is left empty can wait, so none is called optional

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if any(each.group for each in self.part.questions):
            self.helper.layout = Layout("one_time_key", *_groups(self.part))


def part_form(part: Part) -> type[PageForm]:
    """The form of `part`."""
    fields = {each.key: _field(each) for each in part.questions}
    return type("PartForm", (PartForm,), {"part": part, **fields})


def _groups(part: Part) -> list[Fieldset]:
    groups = dict.fromkeys(each.group for each in part.questions)
    return [
        Fieldset(
            *(each.key for each in part.questions if each.group == group),
            legend=group,
            legend_size="s",
            css_class="mdps-numbers",
        )
        for group in groups
    ]


def _field(question: Question) -> forms.Field:
    shared: Any = {"label": question.text, "help_text": question.hint, "required": False}
    if question.kind is Kind.CHOICE:
        return forms.ChoiceField(choices=question.choices, widget=forms.RadioSelect, **shared)
    if question.kind is Kind.NUMBER:
        return forms.IntegerField(
            widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "numeric"}),
            min_value=0,
            max_value=MOST,
            error_messages={
                "invalid": NOT_A_NUMBER,
                "min_value": "Enter 0 or more",
                "max_value": f"Enter {MOST:,} or less",
            },
            **shared,
        )
    return forms.CharField(
        widget=forms.Textarea(attrs={"rows": question.lines}), max_length=LONGEST, **shared
    )
