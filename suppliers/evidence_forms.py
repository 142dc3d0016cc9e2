"""The forms of evidence: which kind it is, then what that kind needs."""

from typing import Any

from django import forms

from lots.models import Lot
from mdps.core.forms import DayField, MoneyField, PageForm
from mdps.core.uploads import UploadField
from suppliers.evidence_kinds import ASKED, label
from suppliers.models import Evidence

EXAMPLE = "For example, 27 3 2026"
HELP = {
    "number": "The number on the document. Never what a DBS certificate says.",
    "checker": "The employer or umbrella body that applied for the certificate.",
    "amount": "Pounds, for one claim.",
    "update_service_on": f"If the certificate is on the update service. {EXAMPLE}",
}
CHOICES = {"level": Evidence.Level.choices, "body": Evidence.Body.choices}


class KindForm(PageForm):
    """Which kind of evidence it is."""

    submit = "Continue"

    kind = forms.ChoiceField(
        label="What is it?",
        choices=Evidence.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Select what it is"},
    )


class EvidenceForm(PageForm):
    """What stands on the document; `evidence_form` adds the fields of its kind."""

    submit = "Record evidence"

    kind = forms.ChoiceField(choices=Evidence.Kind.choices, widget=forms.HiddenInput)

    @property
    def given(self) -> dict[str, Any]:
        """What suppliers.evidence.offer takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "one_time_key"}


class RefuseEvidenceForm(PageForm):
    """Why offered evidence is not accepted."""

    submit = "Refuse the evidence"

    reason = forms.CharField(
        label="Why it is not accepted",
        help_text="The provider can read it. Never what a DBS certificate says.",
        widget=forms.Textarea,
        max_length=500,
        error_messages={"required": "Enter why it is not accepted"},
    )


def evidence_form(kind: str, *, submit: str, upload_needed: bool) -> type[EvidenceForm]:
    """The form that asks for the facts of `kind`, and for the document itself."""
    asked = ASKED[Evidence.Kind(kind)]
    fields: dict[str, Any] = {
        name: _field(kind, name, needed=name not in asked.also) for name in asked.fields
    }
    fields["lot"] = forms.ModelChoiceField(
        Lot.objects.all(), label="For which lot", empty_label="Every lot", required=False
    )
    fields["upload"] = UploadField(
        label="Document" if upload_needed else "Document, if there is one",
        required=upload_needed,
        error_messages={"required": "Choose the document or a photograph of it"},
    )
    return type("EvidenceForm", (EvidenceForm,), fields | {"submit": submit})


def _field(kind: str, name: str, *, needed: bool) -> forms.Field:
    said = label(kind, name)
    options: dict[str, Any] = {
        "label": said if needed else f"{said}, if any",
        "required": needed,
        "help_text": HELP.get(name, ""),
    }
    if name in ("valid_from", "expires_on", "update_service_on"):
        options["help_text"] = HELP.get(name, EXAMPLE)
        return DayField(missing=f"Enter the {said.lower()}", **options)
    missing = {"required": f"Enter the {said.lower()}"}
    if name == "amount":
        return MoneyField(error_messages=missing, **options)
    if choices := CHOICES.get(name):
        missing = {"required": f"Select the {said.lower()}"}
        return forms.ChoiceField(
            choices=choices, widget=forms.RadioSelect, error_messages=missing, **options
        )
    if name == "scope":
        return forms.CharField(
            widget=forms.Textarea, max_length=1000, error_messages=missing, **options
        )
    longest = getattr(Evidence._meta.get_field(name), "max_length", None)
    return forms.CharField(max_length=longest, error_messages=missing, **options)
