"""What direct awards rest on: authorisations, their register, and why contracts are separate."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from contracts.authorise import authorise
from contracts.limits import in_force
from contracts.models import CallOffContract, DirectAwardAuthorisation, Route, SeparatenessRecord
from contracts.pages.tabs import TABS
from contracts.queries import open_lines
from contracts.resting_forms import AuthorisationForm, SeparatenessForm
from contracts.separate import separate
from contracts.together import contracts_near
from lots.models import Lot
from mdps.core import cells, clock
from mdps.core.lists import Column, ListPage
from mdps.core.lists.filters import ListFilter, SearchFilter
from mdps.core.money import gbp
from mdps.core.pages import ActionPage
from mdps.core.permissions import Permission
from mdps.core.ui import Cell, Empty, Link, Row
from mdps.core.words import day, listed
from referrals.models import RequestLine
from suppliers.models import Supplier
from suppliers.queries import admitted_on


class OfLinePage(ActionPage):
    """An act about an open line and one of the suppliers it may be awarded to."""

    def find(self, pk: int) -> RequestLine:
        return get_object_or_404(open_lines(), pk=pk)

    def form_options(self) -> dict[str, Any]:
        line, lot = self.record, self.record.service.lot
        suppliers = admitted_on(lot, clock.today()) if lot else Supplier.objects.none()
        return {
            "suppliers": suppliers.order_by("name"),
            "lot": lot,
            "initial": {
                "supplier": asked_for(self.request),
                "highest_value": line.approved_left,
            },
        }

    @property
    def back(self) -> Link:
        return Link("Back to the award", reverse("contracts:award", args=[self.record.pk]))

    @property
    def figures(self) -> list[Row]:
        line = self.record
        return [
            Row("Service", line.service.name),
            Row("Left of the panel's approval", gbp(line.approved_left)),
        ]


class Authorise(OfLinePage):
    permission = Permission.AUTHORITY_MANAGE
    form_class = AuthorisationForm

    def content(self) -> dict[str, Any]:
        above = gbp(in_force(clock.today()).direct_award_above)
        return {
            "title": "Record the authorisation of a direct award",
            "caption": self.record.reference,
            "lead": f"Needed above {above}, measured with all contracts that count together.",
            "figures": self.figures,
            "back": self.back,
        }

    def act(self, form: AuthorisationForm) -> str:
        data = {name: value for name, value in form.cleaned_data.items() if name != "one_time_key"}
        supplier = data.pop("supplier")
        found = authorise(self.record, supplier, **data, by=self.user, on=clock.today())
        self.say(f"{found.reference} authorises up to {gbp(found.highest_value)}.")
        return self.back.url


class Separate(OfLinePage):
    permission = Permission.CONTRACT_AWARD
    form_class = SeparatenessForm

    def content(self) -> dict[str, Any]:
        near = self._near()
        return {
            "title": "Record why contracts are separate",
            "caption": self.record.reference,
            "lead": "For a contract that you do not award yourself. Contracts of the same child "
            f"and supplier within {in_force(clock.today()).together_months} months count together "
            "unless somebody else than the officer records why they are separate.",
            "figures": [*self.figures, *near],
            "consequences": [
                "One contract of this line, up to the value you enter, is measured by itself.",
                "Contracts that are awarded after today still count with it.",
                "The record is listed in the annual report.",
            ],
            "back": self.back,
        }

    def _near(self) -> list[Row]:
        asked = asked_for(self.request)
        supplier = Supplier.objects.filter(pk=asked).first() if asked else None
        if supplier is None:
            return []
        near = contracts_near(self.record, supplier, clock.today())
        return [
            Row(each.reference, f"{gbp(each.committed)}, awarded on {day(each.awarded_on)}")
            for each in near
        ]

    def act(self, form: SeparatenessForm) -> str:
        data = form.cleaned_data
        record = separate(
            self.record,
            data["supplier"],
            highest_value=data["highest_value"],
            reasons=data["reasons"],
            by=self.user,
            on=clock.today(),
        )
        names = listed([each.reference for each in record.contracts.order_by("id")])
        self.say(f"{record.reference} keeps this contract apart from {names}.")
        return reverse("contracts:separate-records")


def asked_for(request: HttpRequest) -> int | None:
    """The supplier that the address names, where it is a number."""
    asked = request.GET.get("supplier", "")
    return int(asked) if asked.isdecimal() and len(asked) < 18 else None


class DirectAwardFilter(ListFilter):
    supplier = SearchFilter("supplier__name", label="Supplier")
    lot = django_filters.ModelChoiceFilter(queryset=Lot.objects.all(), label="Lot")
    reason = django_filters.ChoiceFilter(
        field_name="authorisation__reason",
        choices=DirectAwardAuthorisation.Reason.choices,
        label="Reason",
    )

    class Meta:
        model = CallOffContract
        fields = ("supplier", "lot", "reason")


class DirectAwards(ListPage):
    tabs = TABS
    permissions = (Permission.CONTRACT_READ,)
    title = "Authorised direct awards"
    lead = "Direct awards with the written authorisation that they needed. The register of a year, "
    lead += "for Audit and Governance, is under Figures."
    sort = "-awarded_on"
    filterset_class = DirectAwardFilter
    empty = Empty("No direct award needed authorisation", "They come here when one is awarded.")
    columns = (
        Column("Call-off", lambda each: Cell(each.reference, url=each.get_absolute_url())),
        Column("Supplier", lambda each: each.supplier.name),
        Column("Service", lambda each: Cell(each.service.name, hint=each.lot.short), hint="Lot"),
        Column("Awarded", lambda each: cells.date(each.awarded_on), sort="awarded_on"),
        Column("Reason", lambda each: each.authorisation.get_reason_display()),
        Column(
            "Authorised by",
            lambda each: Cell(
                each.authorisation.authorised_by, hint=day(each.authorisation.authorised_on)
            ),
            hint="Authorised on",
        ),
        Column(
            "Authorised up to",
            lambda each: cells.money(each.authorisation.highest_value),
            numeric=True,
        ),
        Column("Value", lambda each: cells.money(each.value), sort="value", numeric=True),
    )

    def rows(self) -> QuerySet:
        return CallOffContract.objects.filter(
            route=Route.DIRECT, authorisation__isnull=False
        ).select_related("supplier", "service", "lot", "authorisation")


class SeparateRecords(ListPage):
    tabs = TABS
    permissions = (Permission.CONTRACT_READ,)
    title = "Contracts recorded as separate"
    lead = "Where contracts of the same child and supplier would have counted together."
    sort = "-recorded_on"
    empty = Empty("Nothing is recorded as separate", "It is recorded from the award that needs it.")
    columns = (
        Column("Record", lambda each: each.reference),
        Column("Supplier", lambda each: each.supplier.name),
        Column("Service", lambda each: each.line.service.name),
        Column("Apart from", lambda each: listed([one.reference for one in each.contracts.all()])),
        Column("Reasons", lambda each: each.reasons),
        Column("Recorded by", lambda each: each.recorded_by.name),
        Column("Recorded", lambda each: cells.date(each.recorded_on), sort="recorded_on"),
        Column("Up to", lambda each: cells.money(each.highest_value), numeric=True),
    )

    def rows(self) -> QuerySet:
        return SeparatenessRecord.objects.select_related(
            "supplier", "line__service", "recorded_by"
        ).prefetch_related("contracts")
