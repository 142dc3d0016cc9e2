"""Spot purchases: what was bought outside the scheme."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from contracts import spot
from contracts.forms import SpotForm
from contracts.line_facts import refusals_against_line
from contracts.models import SpotPurchase
from contracts.pages.tabs import TABS
from contracts.queries import approved_lines, spot_purchases_visible_to
from contracts.tables import request_cell
from mdps.core import cells, clock, timeline
from mdps.core.lists import Column, ListPage
from mdps.core.lists.filters import ListFilter
from mdps.core.money import gbp
from mdps.core.pages import ActionPage, Page
from mdps.core.permissions import Permission
from mdps.core.ui import Cell, Empty, Identity, Link, Row, Section
from mdps.core.words import day
from referrals.models import RequestLine


class SpotFilter(ListFilter):
    reason = django_filters.ChoiceFilter(choices=SpotPurchase.Reason.choices, label="Reason")

    class Meta:
        model = SpotPurchase
        fields = ("reason",)


class SpotPurchases(ListPage):
    tabs = TABS
    permissions = (Permission.CONTRACT_READ,)
    title = "Spot purchases"
    lead = "Bought outside the scheme. They do not count against the cap."
    sort = "-purchased_on"
    filterset_class = SpotFilter
    empty = Empty("No spot purchases", "They are recorded from an approved line.")
    columns = (
        Column("Spot purchase", lambda each: Cell(each.reference, url=each.get_absolute_url())),
        Column("Provider", lambda each: each.provider_name),
        Column("Service", lambda each: each.line.service.name),
        Column("Bought", lambda each: cells.date(each.purchased_on), sort="purchased_on"),
        Column("Reason", lambda each: each.get_reason_display()),
        Column("Amount", lambda each: cells.money(each.amount), numeric=True),
    )

    def rows(self) -> QuerySet:
        return spot_purchases_visible_to(self.user)


class Spot(Page):
    permissions = (Permission.CONTRACT_READ,)

    def find(self, pk: int) -> SpotPurchase:
        purchases = spot_purchases_visible_to(self.user).select_related("line__request")
        return get_object_or_404(purchases, pk=pk)

    def content(self) -> dict[str, Any]:
        purchase = self.record
        rows = [
            Row("Provider", purchase.provider_name),
            Row("Request", request_cell(purchase.line.request, self.user)),
            Row("Units", str(purchase.units)),
            Row("Amount, ex VAT", gbp(purchase.amount)),
            Row("Why outside the scheme", purchase.get_reason_display()),
            Row("Explanation", purchase.explanation),
            Row("Authorised by", purchase.authorised_by.name),
        ]
        return {
            "identity": Identity(
                reference=purchase.reference,
                title=purchase.line.service.name,
                facts=[
                    Row("Bought", day(purchase.purchased_on)),
                    Row("Amount", gbp(purchase.amount)),
                ],
            ),
            "back": Link("Spot purchases", reverse("contracts:spot-purchases")),
            "sections": [Section("The purchase", "components/summary_list.html", {"rows": rows})],
            "events": timeline.events(purchase),
        }


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
