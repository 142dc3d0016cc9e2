"""Call-off contracts: the list, and each one with the authorities it rests on."""

from decimal import Decimal
from typing import Any

import django_filters
from django.db.models import F, OuterRef, QuerySet, Subquery, Sum
from django.shortcuts import get_object_or_404
from django.urls import reverse

from contracts import parts
from contracts.agreed_words import extras_rows, price_rows
from contracts.joint import share_rows
from contracts.models import CallOffContract, Commitment, Route
from contracts.pages.tabs import TABS
from contracts.queries import contracts_visible_to, past_their_end
from contracts.sections import (
    actions_of,
    deliveries_section,
    invoices_section,
    safeguards_section,
    standing_section,
    variations_section,
)
from contracts.standing import standing_of
from contracts.tables import request_cell
from lots.models import Lot, Service
from mdps.core import cells, clock, papers, slots, timeline
from mdps.core.lists import Column, ListPage
from mdps.core.lists.filters import DayFilter, ListFilter, ReferenceFilter, SearchFilter
from mdps.core.models import User
from mdps.core.money import gbp, to_penny
from mdps.core.pages import Page
from mdps.core.permissions import Permission
from mdps.core.ui import Cell, Empty, Heading, Identity, Link, Row, Section, Table
from mdps.core.words import day
from panel.tables import approval_cell

TABLE = "components/table.html"


class ContractFilter(ListFilter):
    reference = ReferenceFilter(label="Reference")
    earlier = SearchFilter("earlier_reference", label="Reference before this service")
    supplier = SearchFilter("supplier__name", label="Supplier")
    supplier_is = django_filters.CharFilter(
        field_name="supplier__name",
        label="Supplier’s whole name",
        max_length=200,
    )
    lot = django_filters.ModelChoiceFilter(queryset=Lot.objects.all(), label="Lot")
    service = django_filters.ModelChoiceFilter(queryset=Service.objects.all(), label="Service")
    state = django_filters.ChoiceFilter(choices=CallOffContract.State.choices, label="State")
    since = DayFilter(field_name="awarded_on", lookup_expr="gte", label="Awarded from")
    until = DayFilter(field_name="awarded_on", lookup_expr="lte", label="Awarded to")
    starts_until = DayFilter(field_name="starts_on", lookup_expr="lte", label="Starts by")
    ends_since = DayFilter(field_name="ends_on", lookup_expr="gte", label="Ends from")
    ends_until = DayFilter(field_name="ends_on", lookup_expr="lte", label="Ends by")
    standing = django_filters.ChoiceFilter(
        choices=[("yes", "Something of it stands")], label="Value", method="that_stand"
    )
    over = django_filters.ChoiceFilter(
        choices=[("yes", "Over, and not completed")], label="Last day", method="that_are_over"
    )

    class Meta:
        model = CallOffContract
        fields = (
            *("reference", "earlier", "supplier", "supplier_is", "lot", "service", "state"),
            *("since", "until", "starts_until", "ends_since", "ends_until", "standing", "over"),
        )

    def that_stand(self, contracts: QuerySet, name: str, value: str) -> QuerySet:
        """Those of whose value not everything was given back; summed for those that are shown."""
        lines = Commitment.objects.filter(contract=OuterRef("pk")).order_by().values("contract")
        net = Subquery(lines.annotate(net=Sum("amount")).values("net"))
        return contracts.alias(net=net).filter(net__gt=0)

    def that_are_over(self, contracts: QuerySet, name: str, value: str) -> QuerySet:
        """Those whose last day was before today."""
        return contracts.filter(past_their_end(clock.today()))


# What the columns of the list show.
SHOWN = ("state", "awarded_on", "ends_on", "value")
NAMES = {
    "supplier_name": F("supplier__name"),
    "service_name": F("service__name"),
    "lot_number": F("lot__number"),
}


class Contracts(ListPage):
    tabs = TABS
    permissions = (Permission.CONTRACT_READ,)
    title = "Call-off contracts"
    lead = "The contracts register. Values are those awarded, whole life, ex VAT."
    sort = "-awarded_on"
    filterset_class = ContractFilter
    empty = Empty("No call-offs yet", "Approved lines wait on your home page to be awarded.")
    columns = (
        Column("Call-off", lambda each: Cell(each.reference, url=each.get_absolute_url())),
        Column("Supplier", lambda each: each.supplier_name),
        Column(
            "Service",
            lambda each: Cell(each.service_name, hint=Lot.called(each.lot_number)),
            hint="Lot",
        ),
        Column("Awarded", lambda each: cells.date(each.awarded_on), sort="awarded_on"),
        Column("Ends", lambda each: cells.date(each.ends_on), sort="ends_on"),
        Column("State", cells.state),
        Column("Value", lambda each: cells.money(each.value), sort="value", numeric=True),
    )

    @property
    def primary(self) -> Link | None:  # type: ignore[override]
        """The import, for those who answer for what was agreed before."""
        if Permission.AUTHORITY_MANAGE not in self.user.permissions:
            return None
        return Link("Import existing contracts", reverse("contracts:import-contracts"))

    def rows(self) -> QuerySet:
        return contracts_visible_to(self.user)

    def with_columns(self, rows: QuerySet) -> QuerySet:
        return rows.select_related(None).only(*SHOWN).annotate(**NAMES)


class Contract(Page):
    """One call-off. A provider sees its own, without the comparison and without the request."""

    def find(self, pk: int) -> CallOffContract:
        return get_object_or_404(
            contracts_visible_to(self.user).select_related(
                "line__request",
                "delivered_by",
                "awarded_by",
                "standing_authority__holder",
                "cabinet_decision",
            ),
            pk=pk,
        )

    def content(self) -> dict[str, Any]:
        contract = self.record
        is_officer = Permission.CONTRACT_READ in self.user.permissions
        back = ("Call-off contracts", "contracts:list") if is_officer else ("Home", "home")
        standing = standing_of(contract)
        sections = [
            _terms(contract),
            standing_section(contract, standing),
            safeguards_section(contract) if is_officer else None,
            variations_section(contract, standing),
            deliveries_section(contract),
            invoices_section(contract, may_pay=Permission.INVOICE_RECORD in self.user.permissions),
            papers.section_of(contract, self.user),
            *(_record(contract, self.user) if is_officer else []),
            *slots.fill("contract", self.user, contract),
        ]
        return {
            "identity": _identity(contract),
            "back": Link(back[0], reverse(back[1])),
            "actions": actions_of(contract, self.user),
            "sections": [section for section in sections if section],
            "events": timeline.events(contract) if is_officer else [],
        }


def _identity(contract: CallOffContract) -> Identity:
    return Identity(
        reference=contract.reference,
        title=contract.service.name,
        tag=cells.state_tag(contract),
        facts=[
            Row("Supplier", _supplier(contract)),
            Row("Value, ex VAT", gbp(contract.value)),
            Row("Awarded", day(contract.awarded_on)),
        ],
    )


def _supplier(contract: CallOffContract) -> str:
    """Who delivers it, and to whom it was awarded where that is another."""
    if contract.delivered_by_id == contract.supplier_id:
        return contract.supplier.name
    return f"{contract.delivered_by.name}, awarded to {contract.supplier.name}"


def _terms(contract: CallOffContract) -> Section:
    unit = contract.service.get_unit_display()
    return Section(
        "Terms",
        "components/summary_list.html",
        {
            "rows": [
                Row("Lot", str(contract.lot)),
                *price_rows(parts.thawed(contract.parts), contract.unit_price, unit),
                *extras_rows(contract.extras),
                *share_rows(contract.line),
                Row("Value, ex VAT", gbp(contract.value)),
                Row("Delivery", f"{day(contract.starts_on)} to {day(contract.ends_on)}"),
                Row("Purchase order", contract.purchase_order or "Not entered"),
            ]
        },
        id="terms",
    )


def _record(contract: CallOffContract, user: User) -> list[Section]:
    authority, cabinet = contract.standing_authority, contract.cabinet_decision
    carried_over = bool(contract.earlier_reference)
    rows = [
        Row("Request", request_cell(contract.line.request, user)),
        Row("The panel's approval", approval_cell(contract.line)),
        Row("Carried over by" if carried_over else "Awarded by", contract.awarded_by.name),
        Row("Route", contract.get_route_display()),
        *([Row("Reference before", contract.earlier_reference)] if carried_over else []),
        Row("Standing authority", _authority(authority) if authority else "Not on its record"),
        Row("Cabinet decision", _cabinet(cabinet) if cabinet else "Not needed"),
        Row("Reason", contract.reason or _no_reason(carried_over=carried_over)),
    ]
    award = Section(
        "How it was awarded", "components/summary_list.html", {"rows": rows}, id="award"
    )
    if carried_over:
        table = _exceptions(contract)
        return [award, Section("Historical exceptions", TABLE, {"table": table}, id="exceptions")]
    table = _comparison(contract)
    return [
        award,
        Section("The prices that were compared", TABLE, {"table": table}, id="comparison"),
    ]


def _authority(authority: Any) -> str:
    return f"{authority.reference}, up to {gbp(authority.highest_value)}"


def _no_reason(*, carried_over: bool) -> str:
    return "Not on its record" if carried_over else "The cheapest admitted supplier"


def _exceptions(contract: CallOffContract) -> Table:
    """What today's gate asks and the contract's own record does not show."""
    found = contract.historical_exceptions.order_by("id")
    return Table(
        headings=[Heading("What its record does not show"), Heading("Source")],
        rows=[[Cell(each.demand), Cell(each.source)] for each in found],
        caption=f"Carried over from {contract.earlier_reference}",
        empty="Its record shows everything that an award of today rests on.",
    )


def _cabinet(decision: Any) -> str:
    return f"{decision.minute} of {day(decision.decided_on)}, up to {gbp(decision.highest_value)}"


def _comparison(contract: CallOffContract) -> Table:
    """The frozen copy of what was on screen at the award; of a mini-competition with the scores."""
    is_scored = contract.route == Route.COMPETITION
    return Table(
        headings=[
            Heading("Supplier"),
            Heading("One unit", numeric=True),
            Heading("All units", numeric=True),
            *([Heading("Score", numeric=True)] * is_scored),
        ],
        rows=[
            [
                Cell(f"{each['rank']}. {each['supplier']}"),
                cells.money(to_penny(Decimal(each["unit_price"]))),
                cells.money(to_penny(Decimal(each["total"]))),
                *([Cell(each["score"], numeric=True)] if is_scored else []),
            ]
            for each in contract.comparison
        ],
        caption=f"As compared on {day(contract.awarded_on)}",
    )
