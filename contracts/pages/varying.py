"""Varying a call-off: fewer units, other dates, another supplier; and, in two steps, more units."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property

from contracts.agreed_words import price_rows
from contracts.increase import Gathered, increase, look
from contracts.joint import share_rows
from contracts.life_forms import (
    DatesForm,
    DecreaseForm,
    IncreaseForm,
    IncreaseTermsForm,
    NovationForm,
)
from contracts.models import CallOffContract
from contracts.pages.life import CallOffPage, figures
from contracts.queries import contracts_visible_to
from contracts.standing import Standing, standing_of
from contracts.vary import change_dates, decrease, novate
from mdps.core import clock
from mdps.core.money import gbp
from mdps.core.pages import Page
from mdps.core.permissions import Permission
from mdps.core.ui import Link, Row
from mdps.core.words import count, day
from suppliers.queries import admitted_on

AT_THE_LAST_STEP = {"reasons", "notice_published"}


class Decrease(CallOffPage):
    form_class = DecreaseForm
    title = "Take units off"

    def consequences(self, standing: Standing) -> list[str]:
        return [
            "The units added last are taken off first. What they come to leaves the cap and may "
            "be awarded anew.",
        ]

    def do(self, data: dict[str, Any]) -> None:
        variation = decrease(self.record, **data, **self.who_and_when)
        self.say(f"{variation.reference}: {gbp(-variation.amount)} left the cap.")


class ChangeDates(CallOffPage):
    form_class = DatesForm
    title = "Change the dates"

    def form_options(self) -> dict[str, Any]:
        return {"initial": {"starts_on": self.record.starts_on, "ends_on": self.record.ends_on}}

    def do(self, data: dict[str, Any]) -> None:
        change_dates(self.record, **data, **self.who_and_when)
        self.say(f"{self.record.reference} now runs to {day(data['ends_on'])}.")


class Novate(CallOffPage):
    form_class = NovationForm
    title = "Transfer to another supplier"

    def form_options(self) -> dict[str, Any]:
        lot = self.record.lot
        others = admitted_on(lot, clock.today()).exclude(pk=self.record.delivered_by_id)
        return {"suppliers": others.order_by("name"), "lot": lot}

    def consequences(self, standing: Standing) -> list[str]:
        return [
            "The other supplier delivers what is left, at the same price.",
            "Nothing changes under the cap. It stays on record to whom it was awarded.",
        ]

    def do(self, data: dict[str, Any]) -> None:
        novate(self.record, **data, **self.who_and_when)
        self.say(f"{self.record.reference} is transferred to {data['supplier'].name}.")


class IncreaseTerms(Page):
    """Step 1: by which line, how many units, on which ground. Sent by GET."""

    permissions = (Permission.CONTRACT_AWARD,)
    template_name = "contracts/increase.html"

    def find(self, pk: int) -> CallOffContract:
        found = contracts_visible_to(self.user).select_related("line__request", "delivered_by")
        return get_object_or_404(found, pk=pk)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = terms_form(self.record, request)
        if form.is_bound and "change" not in request.GET and form.is_valid():
            url = reverse("contracts:check-increase", args=[self.record.pk])
            return redirect(f"{url}?{request.GET.urlencode()}")
        return self.show(form=form)

    def content(self) -> dict[str, Any]:
        contract = self.record
        return {
            "title": "Add units",
            "caption": f"{contract.reference}, {contract.service.name}",
            "figures": figures(contract, standing_of(contract)),
            "cancel": Link("Cancel", contract.get_absolute_url()),
        }


class CheckIncrease(CallOffPage):
    """Step 2: every rule, green or red, before anyone presses."""

    form_class = IncreaseForm
    template_name = "contracts/check_increase.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().get(request) if self.has_terms else self.back_to_terms()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().post(request) if self.has_terms else self.back_to_terms()

    @cached_property
    def terms_form(self) -> IncreaseTermsForm:
        return terms_form(self.record, self.request)

    @property
    def has_terms(self) -> bool:
        return self.terms_form.is_bound and self.terms_form.is_valid()

    def back_to_terms(self) -> HttpResponse:
        url = reverse("contracts:increase", args=[self.record.pk])
        return redirect(f"{url}?{self.request.GET.urlencode()}")

    @property
    def found(self) -> Gathered:
        more = self.terms_form.more()
        return look(self.record, more, by=self.user, on=clock.today())

    def form_options(self) -> dict[str, Any]:
        return {"initial": {"shown_amount": self.found.facts.amount}}

    def content(self) -> dict[str, Any]:
        contract, found = self.record, self.found
        facts, shown = found.facts, found.checks
        red = [
            each for each in shown if each.refusal and each.refusal.field not in AT_THE_LAST_STEP
        ]
        unit = contract.service.get_unit_display()
        return {
            "title": "Check the increase",
            "caption": f"{contract.reference}, {contract.service.name}",
            "figures": [
                *price_rows(found.agreed.parts, facts.unit_price, unit, units="Units to add"),
                *share_rows(self.terms_form.more().line),
                Row("Amount, ex VAT", gbp(facts.amount)),
                Row("Of the original value", f"{facts.percent:.1f}%"),
                Row("All increases together", f"{facts.percent_together:.1f}%"),
                Row("Committed with it, ex VAT", gbp(facts.new_value)),
            ],
            "checks": [
                each
                for each in shown
                if not (each.refusal and each.refusal.field in AT_THE_LAST_STEP)
            ],
            "may_increase": not red,
            "submit": f"Add {count(facts.units, unit)} for {gbp(facts.amount)}",
            "consequences": [
                f"{gbp(facts.amount)} is committed under the cap; "
                f"{gbp(facts.headroom - facts.amount)} is then left.",
                f"{contract.delivered_by.name} and the requester are told, by reference only.",
            ],
            "back": Link("Change it", reverse("contracts:increase", args=[contract.pk])),
        }

    def do(self, data: dict[str, Any]) -> None:
        shown = data.pop("shown_amount")
        variation = increase(
            self.record, self.terms_form.more(**data), shown_amount=shown, **self.who_and_when
        )
        self.say(f"{variation.reference}: {gbp(variation.amount)} is added.")


def terms_form(contract: CallOffContract, request: HttpRequest) -> IncreaseTermsForm:
    """The terms in the address of the request; unbound where there are none."""
    return IncreaseTermsForm(contract, data=request.GET if "units" in request.GET else None)
