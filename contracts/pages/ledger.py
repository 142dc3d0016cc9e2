"""The ledger, line by line, newest first."""

from typing import Any

import django_filters
from django.db.models import F, QuerySet

from contracts.models import Commitment, Route
from contracts.pages.tabs import TABS
from lots.models import Lot, RequestCategory
from lots.queries import current_scheme
from mdps.core import cells
from mdps.core.lists import Column, ListPage
from mdps.core.lists.filters import DayFilter, ListFilter
from mdps.core.money import gbp
from mdps.core.permissions import Permission
from mdps.core.ui import Cell, Empty
from suppliers.models import Supplier

GIVEN_BACK = "given_back"
KINDS = [*Commitment.Kind.choices, (GIVEN_BACK, "All that gives back")]
KINDS_OF_SUPPLIER = [
    ("sme", "Small or medium-sized enterprise"),
    ("vcse", "Voluntary, community or social enterprise"),
    (Supplier.Kind.SOLE_TRADER.value, "Sole trader"),
]


class LedgerFilter(ListFilter):
    lot = django_filters.ModelChoiceFilter(
        field_name="contract__lot", queryset=Lot.objects.all(), label="Lot"
    )
    kind = django_filters.ChoiceFilter(choices=KINDS, label="Kind", method="of_kind")
    category = django_filters.ModelChoiceFilter(
        field_name="contract__line__request__category",
        queryset=RequestCategory.objects.all(),
        to_field_name="position",
        label="Request category",
    )
    route = django_filters.ChoiceFilter(
        field_name="contract__route", choices=Route.choices, label="Route"
    )
    supplier = django_filters.CharFilter(
        field_name="contract__supplier__name",
        label="Supplier",
        help_text="Its whole name",
        max_length=200,
    )
    kind_of_supplier = django_filters.ChoiceFilter(
        choices=KINDS_OF_SUPPLIER, label="Kind of supplier", method="of_a_kind_of_supplier"
    )
    since = DayFilter(field_name="on", lookup_expr="gte", label="From")
    until = DayFilter(field_name="on", lookup_expr="lte", label="To")

    class Meta:
        model = Commitment
        fields = (
            *("lot", "kind", "category", "route", "supplier", "kind_of_supplier"),
            *("since", "until"),
        )

    def of_kind(self, lines: QuerySet, name: str, value: str) -> QuerySet:
        """One kind of line, or every kind that gives something back."""
        return lines.filter(kind__in=Commitment.GIVES_BACK if value == GIVEN_BACK else [value])

    def of_a_kind_of_supplier(self, lines: QuerySet, name: str, value: str) -> QuerySet:
        """A supplier may be of several kinds."""
        if value == Supplier.Kind.SOLE_TRADER:
            return lines.filter(contract__supplier__kind=value)
        return lines.filter(**{f"contract__supplier__is_{value}": True})


class Ledger(ListPage):
    tabs = TABS
    permissions = (Permission.CONTRACT_READ,)
    title = "The ledger"
    sort = "-on"
    filterset_class = LedgerFilter
    empty = Empty("The ledger is empty", "The first award writes its first line.")
    columns = (
        Column("Day", lambda line: cells.date(line.on), sort="on"),
        Column("Kind", lambda line: line.get_kind_display()),
        Column(
            "Call-off",
            lambda line: Cell(line.contract.reference, url=line.contract.get_absolute_url()),
        ),
        Column("Supplier", lambda line: line.supplier_name),
        Column("Lot", lambda line: Lot.called(line.lot_number)),
        Column("By", lambda line: line.by_name),
        Column("Amount", lambda line: cells.money(line.amount), numeric=True),
    )

    def rows(self) -> QuerySet:
        return Commitment.objects.all()

    def with_columns(self, rows: QuerySet) -> QuerySet:
        lines = rows.select_related("contract").only("kind", "on", "amount", "contract__id")
        return lines.annotate(
            supplier_name=F("contract__supplier__name"),
            lot_number=F("contract__lot__number"),
            by_name=F("by__name"),
        )

    def content(self) -> dict[str, Any]:
        scheme = current_scheme()
        lead = f"{gbp(scheme.committed)} committed, {gbp(scheme.headroom)} left under the cap."
        return super().content() | {"lead": lead}
