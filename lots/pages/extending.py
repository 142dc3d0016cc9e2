"""The page on which the option to extend the term is exercised."""

from typing import Any

from django.urls import reverse

from lots.extend import extend, facts_of, refusals_against_extension
from lots.models import Scheme
from lots.queries import current_scheme
from mdps.core import clock
from mdps.core.decision_form import DecisionForm
from mdps.core.forms import DayField
from mdps.core.pages import ActionPage
from mdps.core.permissions import Permission
from mdps.core.signing_in.again import AsksAgain
from mdps.core.ui import Link, Row
from mdps.core.words import day


class ExtensionForm(DecisionForm):
    """The last day of the extended term, and the decision behind it (CR 2)."""

    submit = "Extend the term"
    field_order = ("ends_on",)

    ends_on = DayField(label="Last day of the extended term")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["reasons"].help_text = ""


class ExtendTerm(AsksAgain, ActionPage):
    permission = Permission.AUTHORITY_MANAGE
    form_class = ExtensionForm

    def find(self) -> Scheme:
        return current_scheme()

    def form_options(self) -> dict[str, Any]:
        return {"initial": {"ends_on": self._latest}}

    @property
    def _latest(self) -> Any:
        return facts_of(self.record, self.record.initial_term_ends, clock.today()).latest

    def content(self) -> dict[str, Any]:
        scheme = self.record
        return {
            "title": "Extend the term",
            "lead": "The Executive Director decides it, in consultation with the Cabinet Member, "
            "once and for not more than two years (CR 1, CR 2).",
            "refusals": refusals_against_extension(scheme, clock.today()),
            "figures": [
                Row("Initial term ends", day(scheme.initial_term_ends)),
                Row("Latest end of an extension", day(self._latest)),
                Row("Statutory end", day(scheme.statutory_end)),
            ],
            "consequences": [
                "New call-offs can be awarded up to the earlier of the new last day and the "
                "statutory end.",
            ],
            "back": Link("The scheme", reverse("lots:scheme")),
        }

    def act(self, form: ExtensionForm) -> str:
        ends_on = form.cleaned_data["ends_on"]
        extend(
            self.record,
            ends_on=ends_on,
            consultation=form.consultation,
            by=self.user,
            on=clock.today(),
        )
        self.say(f"The term is extended to {day(ends_on)}.")
        return reverse("lots:scheme")
