"""Awarding an approved line: choose the supplier and the terms, check every rule, award."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property

from contracts.agreed_words import extras_rows, price_rows
from contracts.award import award, checks_of, look
from contracts.facts import Gathered
from contracts.forms import AwardForm, TermsForm
from contracts.joint import share_rows
from contracts.line_facts import refusals_against_line
from contracts.models import CallOffContract
from contracts.pages.tabs import TABS
from contracts.queries import approved_lines, contracts_visible_to, lines_to_award
from contracts.tables import line_actions, meet_url
from mdps.core import cells, clock
from mdps.core.lists import Column, ListPage
from mdps.core.models import User
from mdps.core.money import gbp
from mdps.core.pages import ActionPage, Page
from mdps.core.permissions import Permission, can
from mdps.core.rules import Check
from mdps.core.ui import Action, Cell, Empty, Link, Row
from mdps.core.words import day
from referrals.court_words import filing_cell
from referrals.models import RequestLine
from suppliers.prices import offers, prices

AT_THE_LAST_STEP = ("reason", "bespoke")
CABINET = {"no-cabinet-decision", "over-cabinet-decision", "split-below-cabinet"}
AUTHORISATION = {"no-authorisation", "over-authorisation", "split-below-authorisation"}
SPLIT = {"split-below-authorisation", "split-below-cabinet", "over-authorisation"}


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
        form = terms_form(self.record, request)
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


class CheckAward(ActionPage):
    """Step 2: can this be awarded? Every rule, green or red, before anyone presses."""

    permission = Permission.CONTRACT_AWARD
    form_class = AwardForm
    template_name = "contracts/check_award.html"

    def find(self, pk: int) -> RequestLine:
        """Also a line that a colleague has awarded in the meantime: the rules say so."""
        return get_object_or_404(approved_lines(), pk=pk)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().get(request) if self.has_terms else self.back_to_terms()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().post(request) if self.has_terms else self.back_to_terms()

    @cached_property
    def terms_form(self) -> TermsForm:
        form = terms_form(self.record, self.request)
        form.accept_any_supplier()
        return form

    @property
    def has_terms(self) -> bool:
        return self.terms_form.is_bound and self.terms_form.is_valid()

    def back_to_terms(self) -> HttpResponse:
        """To step 1, which shows what is wrong with the terms."""
        url = reverse("contracts:award", args=[self.record.pk])
        return redirect(f"{url}?{self.request.GET.urlencode()}")

    def form_options(self) -> dict[str, Any]:
        """What is shown at first; what is posted carries it itself."""
        if self.request.method == "POST":
            return {}
        return {"initial": {"shown_value": self.found.facts.value}}

    @cached_property
    def found(self) -> Gathered:
        return look(self.terms_form.terms, by=self.user, on=clock.today())

    def show(self, **more: Any) -> HttpResponse:
        """With the value as it now is, also after a refusal: it is what is pressed on next."""
        form = more["form"]
        if form.is_bound:
            form.data = form.data.copy()
            form.data["shown_value"] = self.found.facts.value
        return super().show(**more)

    def content(self) -> dict[str, Any]:
        facts = self.found.facts
        checks = checks_of(self.found)
        needs_more = [
            each for each in checks if each.refusal and each.refusal.field not in AT_THE_LAST_STEP
        ]
        terms_url = reverse("contracts:award", args=[self.record.pk])
        return {
            "title": "Check the award",
            "caption": self.record.reference,
            "figures": _proposed(self.found, self.terms_form),
            "checks": checks,
            "may_award": not needs_more,
            "submit": f"Award {gbp(facts.value)} to {facts.supplier}",
            "consequences": [
                f"{gbp(facts.value)} is committed under the cap; "
                f"{gbp(facts.headroom - facts.value)} is then left.",
                f"{facts.supplier} and the requester are told, by reference only.",
            ],
            "back": Link("Change the terms", terms_url),
            "actions": other_ways(
                self.record, self.terms_form.terms.supplier.pk, checks, self.user
            ),
        }

    def act(self, form: AwardForm) -> str:
        data = form.cleaned_data
        terms = self.terms_form.terms.because(data["reason"], data["bespoke"])
        contract = award(terms, shown_value=data["shown_value"], by=self.user, on=clock.today())
        return reverse("contracts:awarded", args=[contract.pk])


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


def other_ways(
    line: RequestLine, supplier: int | None, checks: list[Check], user: User
) -> list[Action]:
    """What else can be done about the line: competed for, bought outside, or what it rests on
    recorded."""
    actions = [each for each in line_actions(line, user) if each.secondary]
    codes = {each.refusal.code for each in checks if each.refusal}
    manages = can(user, Permission.AUTHORITY_MANAGE)
    about = f"?supplier={supplier}"
    offers = (
        (codes & CABINET, "Ask Cabinet", "ask-cabinet", ""),
        (codes & CABINET and manages, "Record the Cabinet decision", "record-cabinet", ""),
        (codes & AUTHORISATION and manages, "Record the authorisation", "authorise", about),
        (codes & SPLIT, "Record why they are separate", "separate", about),
    )
    for is_needed, text, name, query in offers:
        if is_needed:
            url = reverse(f"contracts:{name}", args=[line.pk])
            actions.append(Action(text, f"{url}{query}", secondary=True))
    return actions


def terms_form(line: RequestLine, request: HttpRequest) -> TermsForm:
    """The terms in the address of the request; unbound where there are none."""
    today = clock.today()
    data = request.GET if "units" in request.GET else None
    compared = offers(line.service, line.units_left, today)
    return TermsForm(line, compared, today, data=data)


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
