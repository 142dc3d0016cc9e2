"""The form that decides the applications of a round as a batch."""

from typing import Any

from django import forms

from mdps.core.rules import Refusal
from suppliers.forms import StandingForm
from suppliers.models import Application

ADMIT, REJECT, LATER = "admit", "reject", "later"
LABELS = {ADMIT: "Admit", REJECT: "Reject", LATER: "Leave for later"}


class RoundForm(StandingForm):
    """What becomes of each application, then one decision; `round_form(...)` adds the rows."""

    submit = "Record the decision"

    ids: tuple[int, ...] = ()

    @property
    def admitted(self) -> list[int]:
        """The ids of those to be admitted."""
        return [pk for pk in self.ids if self.cleaned_data[becomes_field(pk)] == ADMIT]

    @property
    def rejected(self) -> dict[int, str]:
        """The ids of those to be rejected, with what their suppliers are told."""
        return {
            pk: self.cleaned_data[why_field(pk)]
            for pk in self.ids
            if self.cleaned_data[becomes_field(pk)] == REJECT
        }


def becomes_field(pk: int) -> str:
    """The name of the field that holds what becomes of an application."""
    return f"becomes_{pk}"


def why_field(pk: int) -> str:
    """The name of the field that holds what its supplier is told, if it is rejected."""
    return f"why_{pk}"


def round_form(
    applications: list[Application], against: dict[int, list[Refusal]]
) -> type[RoundForm]:
    """The form about `applications`; `against` says why one of them cannot be admitted."""
    fields: dict[str, Any] = {"ids": tuple(each.pk for each in applications)}
    for each in applications:
        refusals = against.get(each.pk, [])
        can_be = [ADMIT, REJECT, LATER] if not refusals else [REJECT, LATER]
        fields[becomes_field(each.pk)] = forms.ChoiceField(
            label=f"{each.reference}: {each.supplier} for {each.lot.short}",
            help_text=" ".join(refusal.message for refusal in refusals) or each.assessment,
            choices=[(choice, LABELS[choice]) for choice in can_be],
            widget=forms.RadioSelect,
            error_messages={"required": f"Select what becomes of {each.reference}"},
        )
        fields[why_field(each.pk)] = forms.CharField(
            label=f"If it is rejected: why {each.reference}",
            help_text="Only its supplier reads this, in its letter.",
            max_length=2000,
            required=False,
        )
    return type("RoundForm", (RoundForm,), fields)
