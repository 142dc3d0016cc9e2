"""Awarding an approved line: choose the supplier and the terms, check every rule, award."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property

from contracts.agreed_words import extras_rows, price_rows
from contracts.award import look
from contracts.facts import Gathered
from contracts.forms import AwardForm, TermsForm
from contracts.joint import share_rows
from contracts.line_facts import refusals_against_line
from contracts.models import CallOffContract
from contracts.pages.last_step import LastStep
from contracts.pages.tabs import TABS
from contracts.queries import approved_lines, contracts_visible_to, lines_to_award
from contracts.tables import line_actions, meet_url
from mdps.core import cells, clock
from mdps.core.lists import Column, ListPage
from mdps.core.money import gbp
from mdps.core.pages import Page
from mdps.core.permissions import Permission
from mdps.core.ui import Cell, Empty, Link, Row
from mdps.core.words import day
from referrals.court_words import filing_cell
from referrals.models import RequestLine
from suppliers.prices import Offer, offers, prices


def _request(line: RequestLine) -> Cell:
    return Cell(line.request.reference, url=line.request.get_absolute_url())


class LinesToAward(ListPage):
    tabs = TABS
    permissions = (Permission.CONTRACT_AWARD,)
    title = "Lines to award"
    lead = "What the panel approved and is not fully awarded yet."
    sort = "approved_until"
    empty = Empty("Nothing waits to be awarded", "Lines come here when the panel approves them.")
    columns = (
        Column("Request", _request),
        Column("Service", lambda line: Cell(line.service.name, url=meet_url(line))),
        Column("Units left", lambda line: cells.number(line.units_left), numeric=True),
        Column("Approved, not awarded", lambda line: cells.money(line.approved_left), numeric=True),
        Column(
            "Approval ends", lambda line: cells.date(line.approved_until), sort="approved_until"
        ),
        Column("Court filing", lambda line: filing_cell(line.request)),
    )

    def rows(self) -> QuerySet:
        return lines_to_award(self.user, clock.today())


class AwardTerms(Page):
    """Step 1: the ranked comparison and the terms. Sent by GET, so that it can be bookmarked."""

    permissions = (Permission.CONTRACT_AWARD,)
    template_name = "contracts/terms.html"

    def find(self, pk: int) -> RequestLine:
        return get_object_or_404(approved_lines(), pk=pk)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        compared = offers(self.record.service, self.record.units_left, clock.today())
        form = terms_form(self.record, request, compared)
        if form.is_bound and "change" not in request.GET and form.is_valid():
            url = reverse("contracts:check-award", args=[self.record.pk])
            return redirect(f"{url}?{request.GET.urlencode()}")
        return self.show(form=form)

    def content(self) -> dict[str, Any]:
        line = self.record
        return {
            "title": f"Award {line.service.name}",
            "caption": line.reference,
            "figures": _approved(line),
            "refusals": refusals_against_line(line, by=self.user, on=clock.today()),
            "nobody": not prices(line.service, clock.today()),
            "actions": [each for each in line_actions(line, self.user) if each.secondary],
            "back": Link("Lines to award", reverse("contracts:to-award")),
        }


class CheckAward(LastStep):
    """Step 2: can this be awarded? Every rule, green or red, before anyone presses."""

    def find(self, pk: int) -> RequestLine:
        """Also a line that a colleague has awarded in the meantime: the rules say so."""
        return get_object_or_404(approved_lines(), pk=pk)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().get(request) if self.has_terms else self.back_to_terms()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().post(request) if self.has_terms else self.back_to_terms()

    @cached_property
    def terms_form(self) -> TermsForm:
        """Of the supplier that was chosen; what others charge is not asked again."""
        form = terms_form(self.record, self.request, [])
        form.accept_any_supplier()
        return form

    @property
    def has_terms(self) -> bool:
        return self.terms_form.is_bound and self.terms_form.is_valid()

    def back_to_terms(self) -> HttpResponse:
        """To step 1, which shows what is wrong with the terms."""
        url = reverse("contracts:award", args=[self.record.pk])
        return redirect(f"{url}?{self.request.GET.urlencode()}")

    @cached_property
    def found(self) -> Gathered:
        return look(self.terms_form.terms, by=self.user, on=clock.today())

    @property
    def line(self) -> RequestLine:
        return self.record

    @property
    def supplier_id(self) -> int:
        return self.terms_form.terms.supplier.pk

    @property
    def told(self) -> str:  # type: ignore[override]
        return f"{self.found.facts.supplier} and the requester are told, by reference only."

    def content(self) -> dict[str, Any]:
        terms_url = reverse("contracts:award", args=[self.record.pk])
        content = super().content()
        other_ways = [each for each in line_actions(self.record, self.user) if each.secondary]
        return content | {
            "title": "Check the award",
            "caption": self.record.reference,
            "figures": _proposed(self.found, self.terms_form),
            "back": Link("Change the terms", terms_url),
            "change_url": f"{terms_url}?{self.request.GET.urlencode()}&change=1",
            "actions": [*other_ways, *content["actions"]],
        }

    def act(self, form: AwardForm) -> str:
        data = form.cleaned_data
        return self.award(self.terms_form.terms.because(data["reason"], data["bespoke"]), form)


class Awarded(Page):
    """It is awarded: what happens next."""

    permissions = (Permission.CONTRACT_AWARD,)
    template_name = "pages/done.html"

    def find(self, pk: int) -> CallOffContract:
        return get_object_or_404(contracts_visible_to(self.user), pk=pk)

    def content(self) -> dict[str, Any]:
        contract = self.record
        return {
            "title": f"Awarded to {contract.supplier.name}",
            "reference": contract.reference,
            "figures": [
                Row("Service", contract.service.name),
                Row("Value, ex VAT", gbp(contract.value)),
                Row("Delivery", f"{day(contract.starts_on)} to {day(contract.ends_on)}"),
            ],
            "next_steps": [
                "The supplier and the requester are told.",
                "The value counts under the cap from today.",
            ],
            "links": [
                Link("See the call-off", contract.get_absolute_url()),
                Link("Award another line", reverse("contracts:to-award")),
            ],
        }


def terms_form(line: RequestLine, request: HttpRequest, compared: list[Offer]) -> TermsForm:
    """The terms in the address of the request, to be chosen among those `compared`; unbound where
    there are none."""
    data = request.GET if "units" in request.GET else None
    return TermsForm(line, compared, clock.today(), data=data)


def _approved(line: RequestLine) -> list[Row]:
    return [
        Row("Request", _request(line)),
        Row("Lot", str(line.service.lot or "None: only a spot purchase meets it")),
        *share_rows(line),
        Row("Approved by the panel", gbp(line.approved_amount)),
        Row("Left of it", gbp(line.approved_left)),
        Row("Approval ends", day(line.approved_until)),
    ]


def _proposed(found: Gathered, form: TermsForm) -> list[Row]:
    facts, data = found.facts, form.cleaned_data
    unit = form.line.service.get_unit_display()
    return [
        Row("Supplier", facts.supplier),
        Row("Service", facts.service),
        *price_rows(found.agreed.parts, facts.unit_price, unit),
        *extras_rows(found.agreed.extras),
        *share_rows(form.line),
        Row("Value, ex VAT", gbp(facts.value)),
        Row("Delivery", f"{day(data['starts_on'])} to {day(data['ends_on'])}"),
        Row("Headroom before", gbp(facts.headroom)),
    ]
