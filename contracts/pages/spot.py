"""Spot purchases: what was bought outside the scheme."""

from typing import Any
from urllib.parse import urlencode

import django_filters
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from contracts import spot
from contracts.found import record_found
from contracts.joint import share_rows
from contracts.leakage import NOT_INVITED, standing_of
from contracts.line_facts import refusals_against_line
from contracts.models import SpotPurchase
from contracts.pages.tabs import TABS
from contracts.queries import approved_lines, spot_purchases_visible_to
from contracts.spot_forms import FoundForm, SpotForm
from contracts.spot_invitation import lot_of
from contracts.tables import request_cell
from lots.models import RequestCategory
from mdps.core import cells, clock, timeline
from mdps.core.lists import Column, ListPage
from mdps.core.lists.filters import DayFilter, ListFilter, SearchFilter
from mdps.core.models import Team
from mdps.core.money import gbp
from mdps.core.pages import ActionPage, Page
from mdps.core.permissions import Permission, can
from mdps.core.ui import Action, Cell, Empty, Identity, Link, Row, Section
from mdps.core.words import day
from referrals.models import RequestLine
from suppliers.models import Invitation


class SpotFilter(ListFilter):
    provider = SearchFilter("provider_name", label="Provider")
    reason = django_filters.ChoiceFilter(choices=SpotPurchase.Reason.choices, label="Reason")
    team = django_filters.ModelChoiceFilter(queryset=Team.objects.all(), label="Team")
    category = django_filters.ModelChoiceFilter(
        queryset=RequestCategory.objects.order_by("position"), label="Category"
    )
    source = django_filters.ChoiceFilter(choices=SpotPurchase.Source.choices, label="How recorded")
    since = DayFilter(field_name="purchased_on", lookup_expr="gte", label="From")
    until = DayFilter(field_name="purchased_on", lookup_expr="lte", label="To")

    class Meta:
        model = SpotPurchase
        fields = ("provider", "reason", "team", "category", "source", "since", "until")


class SpotPurchases(ListPage):
    tabs = TABS
    permissions = (Permission.CONTRACT_READ,)
    title = "Spot purchases"
    lead = "Bought outside the scheme. They do not count against the cap."
    sort = "-purchased_on"
    filterset_class = SpotFilter
    empty = Empty(
        "No spot purchases", "They are recorded from an approved line, or as they are found."
    )
    columns = (
        Column("Spot purchase", lambda each: Cell(each.reference, url=each.get_absolute_url())),
        Column("Provider", lambda each: each.provider_name),
        Column("Bought", lambda each: Cell(each.what, hint=each.team.name), hint="Team"),
        Column("Day", lambda each: cells.date(each.purchased_on), sort="purchased_on"),
        Column(
            "Reason",
            lambda each: Cell(each.get_reason_display(), hint=each.get_source_display()),
            hint="How recorded",
        ),
        Column("Amount", lambda each: cells.money(each.amount), numeric=True),
    )

    def rows(self) -> QuerySet:
        return spot_purchases_visible_to(self.user)

    @property
    def primary(self) -> Link | None:  # type: ignore[override]
        """Finding one afterwards, for those who record them."""
        if Permission.SPOT_PURCHASE_RECORD not in self.user.permissions:
            return None
        return Link("Record one that was found", reverse("contracts:record-found"))


class Spot(Page):
    permissions = (Permission.CONTRACT_READ,)

    def find(self, pk: int) -> SpotPurchase:
        purchases = spot_purchases_visible_to(self.user).select_related("line__request", "supplier")
        return get_object_or_404(purchases, pk=pk)

    def content(self) -> dict[str, Any]:
        purchase = self.record
        line = purchase.line
        rows = [
            Row("Provider", Cell(purchase.provider_name, url=_supplier_url(purchase))),
            Row("Request", request_cell(line.request, self.user) if line else "Without a request"),
            Row("How it was recorded", purchase.get_source_display()),
            Row("Team", purchase.team.name),
            Row("Category", purchase.category.name),
            Row("Units", str(purchase.units or "Not known")),
            Row("Amount, ex VAT", gbp(purchase.amount)),
            Row("Why outside the scheme", purchase.get_reason_display()),
            Row("Explanation", purchase.explanation),
            Row("Approved by", purchase.approver),
            Row("Provider and the scheme", standing_of(purchase)),
            Row("Reference of the finance system", purchase.finance_reference or "Not given"),
        ]
        return {
            "identity": Identity(
                reference=purchase.reference,
                title=purchase.what,
                facts=[
                    Row("Bought", day(purchase.purchased_on)),
                    Row("Amount", gbp(purchase.amount)),
                ],
            ),
            "back": Link("Spot purchases", reverse("contracts:spot-purchases")),
            "actions": self.actions(),
            "sections": [Section("The purchase", "components/summary_list.html", {"rows": rows})],
            "events": timeline.events(purchase),
        }

    def actions(self) -> list[Action]:
        """Inviting its provider, where there is a lot to join and nobody has invited it."""
        purchase, lot = self.record, lot_of(self.record)
        if lot is None or not can(self.user, Permission.INVITATION_RAISE):
            return []
        if standing_of(purchase) != NOT_INVITED:
            return []
        given = {
            "provider_name": purchase.provider_name,
            "lot": lot.pk,
            "reason": Invitation.Reason.SPOT_PURCHASE.value,
            "request_reference": purchase.line.request.reference if purchase.line else "",
        }
        url = f"{reverse('suppliers:invite')}?{urlencode(given)}"
        return [Action("Invite the provider to join", url)]


def _supplier_url(purchase: SpotPurchase) -> str:
    return purchase.supplier.get_absolute_url() if purchase.supplier else ""


class RecordFound(ActionPage):
    permission = Permission.SPOT_PURCHASE_RECORD
    form_class = FoundForm

    def content(self) -> dict[str, Any]:
        return {
            "title": "Record a spot purchase that was found",
            "lead": "Bought outside the scheme without an approved line. It uses no approval, no "
            "budget and nothing of the cap, and counts as leakage.",
            "back": Link("Spot purchases", reverse("contracts:spot-purchases")),
            "cancel": Link(
                "Import them from the finance system instead", reverse("contracts:import-spot")
            ),
        }

    def act(self, form: FoundForm) -> str:
        data = {name: value for name, value in form.cleaned_data.items() if name != "one_time_key"}
        purchase = record_found(**data, by=self.user, on=clock.today())
        self.say(f"{purchase.reference} is recorded: {gbp(purchase.amount)}.")
        return purchase.get_absolute_url()


class RecordSpot(ActionPage):
    permission = Permission.SPOT_PURCHASE_RECORD
    form_class = SpotForm

    def find(self, pk: int) -> RequestLine:
        return get_object_or_404(approved_lines(), pk=pk)

    def form_options(self) -> dict[str, Any]:
        has_lot = self.record.service.lot_id is not None
        reasons = SpotPurchase.Reason
        return {
            "initial": {
                "units": self.record.units_left,
                "amount": self.record.approved_left,
                "reason": reasons.NOT_ADMITTED if has_lot else reasons.NO_LOT,
            }
        }

    def content(self) -> dict[str, Any]:
        line = self.record
        return {
            "title": "Record a spot purchase",
            "caption": line.reference,
            "lead": "For an approved line that no admitted supplier can meet. "
            "It uses the line's approved amount and never the cap.",
            "refusals": refusals_against_line(line, by=self.user, on=clock.today()),
            "figures": [
                Row("Service", line.service.name),
                *share_rows(line),
                Row("Left of the panel's approval", gbp(line.approved_left)),
                Row("Approval ends", day(line.approved_until)),
            ],
            "back": Link("Lines to award", reverse("contracts:to-award")),
        }

    def act(self, form: SpotForm) -> str:
        data = {name: value for name, value in form.cleaned_data.items() if name != "one_time_key"}
        purchase = spot.record(self.record, **data, by=self.user, on=clock.today())
        self.say(f"{purchase.reference} is recorded: {gbp(purchase.amount)}.")
        return purchase.get_absolute_url()
