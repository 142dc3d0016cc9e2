"""One page of answers each: saved, and back to the task list or to "check your answers"."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from mdps.core import clock
from mdps.core.ui import Section
from referrals import draft, funding
from referrals.draft_rules import FACTS
from referrals.earlier import earlier_than
from referrals.forms.asking import FundingForm, SupplierForm
from referrals.forms.child import (
    AboutForm,
    AgainForm,
    BasisForm,
    ConsentForm,
    DatesForm,
    NeedForm,
    OutcomeForm,
    TriedForm,
    WishesForm,
)
from referrals.pages.base import RequestAct, answers, tasks_url
from referrals.pages.before import earlier_table

CHECK = "check"


class Answer(RequestAct):
    """Some answers of a request. `?back=check` leads back to "check your answers"."""

    def content(self) -> dict[str, Any]:
        return super().content() | {"form_action": self.request.get_full_path()}

    @property
    def way_back(self) -> str:
        if self.request.GET.get("back") == CHECK:
            return reverse("referrals:submit", args=[self.record.pk])
        return tasks_url(self.record)

    def form_options(self) -> dict[str, Any]:
        return {"initial": self.known(self.form_class.base_fields)}

    def known(self, names: Iterable[str]) -> dict[str, Any]:
        """What was answered before."""
        return {
            name: getattr(self.record if name in FACTS else self.record.narrative, name, None)
            or None
            for name in names
        }

    def act(self, form: Any) -> str:
        draft.edit(self.record, **answers(form), by=self.user, on=clock.today())
        return self.way_back


class About(Answer):
    title = "Who it is for"
    form_class = AboutForm


class Basis(Answer):
    title = "Legal basis and status"
    form_class = BasisForm


class Need(Answer):
    title = "Need and question"
    form_class = NeedForm


class Tried(Answer):
    title = "What was tried"
    form_class = TriedForm


class Wishes(Answer):
    title = "Wishes and feelings"
    form_class = WishesForm


class Consent(Answer):
    title = "Consent and advocacy"
    form_class = ConsentForm


class Outcome(Answer):
    title = "Outcome"
    form_class = OutcomeForm


class Dates(Answer):
    title = "Dates"
    form_class = DatesForm


class PreferredSupplier(Answer):
    title = "Preferred supplier"
    form_class = SupplierForm


class Funding(Answer):
    title = "Funding"
    form_class = FundingForm

    def content(self) -> dict[str, Any]:
        return super().content() | {"lead": "The parts must add up to 100%."}

    def known(self, names: Iterable[str]) -> dict[str, Any]:
        return {each.source: each.percent for each in self.record.funding.all()}

    def act(self, form: FundingForm) -> str:
        funding.fund(self.record, split=form.split, by=self.user, on=clock.today())
        return self.way_back


class Again(Answer):
    """What was asked for before, and why it is asked for again."""

    title = "Asked for before"
    form_class = AgainForm
    template_name = "referrals/answer.html"

    def content(self) -> dict[str, Any]:
        found = earlier_than(self.record, on=clock.today())
        context = {"table": earlier_table(found, self.user)}
        section = Section("Within the last 12 months", "components/table.html", context)
        lead = "This case had a request for the same kind of support within the last 12 months."
        return super().content() | {"lead": lead, "sections": [section]}
