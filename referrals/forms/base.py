"""What the forms of a request share."""

from typing import Any

from django import forms

from mdps.core.forms import PageForm
from referrals.draft_rules import NO_NAME
from referrals.models import case_reference

LONGEST = 4000
NO_NAMES = "Do not use names."


class AnswersForm(PageForm):
    """Answers that may be posted again after going back: the last ones count, not the first."""

    def clean_one_time_key(self) -> None:
        return None


class CategoryField(forms.ModelChoiceField):
    """The four kinds of support by their short names."""

    def label_from_instance(self, category: Any) -> str:
        return category.short_name


class CaseReferenceField(forms.CharField):
    """The reference of the case system, in capitals however it was typed."""

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").upper()


def case_reference_field() -> CaseReferenceField:
    return CaseReferenceField(
        label="Case reference",
        help_text="From the case system, like LCS-4821937. Never a name.",
        max_length=40,
        validators=[case_reference],
        widget=forms.TextInput(
            attrs={"class": "govuk-input--width-10", "autocomplete": "off", "spellcheck": "false"}
        ),
        error_messages={"required": NO_NAME},
    )


def words_field(label: str, missing: str = "", *, hint: str = "") -> forms.CharField:
    """A few sentences; `missing` is what to say where they are needed and not there."""
    return forms.CharField(
        label=label,
        help_text=f"{hint} {NO_NAMES}".strip(),
        widget=forms.Textarea,
        max_length=LONGEST,
        required=bool(missing),
        error_messages={
            "required": missing,
            "max_length": f"Enter {LONGEST:,} characters or fewer",
        },
    )


def choice_field(label: str, choices: Any, missing: str, *, hint: str = "") -> forms.ChoiceField:
    """One of a few, as radios."""
    return forms.ChoiceField(
        label=label,
        help_text=hint,
        choices=choices,
        widget=forms.RadioSelect,
        error_messages={"required": missing},
    )
