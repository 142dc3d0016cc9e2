"""Correcting the minutes of a closed meeting: what changed, as a further version."""

from typing import Any

from django import forms

from mdps.core.forms import PageForm
from panel.minutes import correct, refusals_against_correcting
from panel.pages.chairing import OfMeeting


class CorrectionForm(PageForm):
    submit = "Write a further version"
    all_optional = True

    words = forms.CharField(
        label="What is corrected?",
        help_text="Say what was wrong and what is right. Leave out anything about the child.",
        required=False,
        max_length=1000,
        widget=forms.Textarea,
    )


class CorrectMinutes(OfMeeting):
    form_class = CorrectionForm

    def content(self) -> dict[str, Any]:
        return super().content() | {
            "title": "Correct the minutes",
            "refusals": refusals_against_correcting(self.record),
            "consequences": [
                "The earlier versions stay as they are.",
                "A decision is not changed here: only a later meeting does that.",
            ],
        }

    def act(self, form: CorrectionForm) -> str:
        correction = correct(self.record, words=form.cleaned_data["words"], by=self.user)
        self.say(f"Version {correction.version} of the minutes is written.")
        return self.record.get_absolute_url()
