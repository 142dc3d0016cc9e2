"""The ledger, line by line, newest first."""

from typing import Any

import django_filters
from django.db.models import QuerySet

from contracts.models import Commitment
from contracts.pages.tabs import TABS
from lots.models import Lot
from lots.queries import current_scheme
from mdps.core import cells
from mdps.core.lists import Column, ListPage
from mdps.core.lists.filters import ListFilter
from mdps.core.money import gbp
from mdps.core.permissions import Permission
from mdps.core.ui import Cell, Empty


class LedgerFilter(ListFilter):
    lot = django_filters.ModelChoiceFilter(
        field_name="contract__lot", queryset=Lot.objects.all(), label="Lot"
    )
    kind = django_filters.ChoiceFilter(choices=Commitment.Kind.choices, label="Kind")

    class Meta:
        model = Commitment
        fields = ("lot", "kind")


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
        Column("Supplier", lambda line: line.contract.supplier.name),
        Column("Lot", lambda line: line.contract.lot.short),
        Column("By", lambda line: line.by.name),
        Column("Amount", lambda line: cells.money(line.amount), numeric=True),
    )

    def rows(self) -> QuerySet:
        return Commitment.objects.select_related("contract__supplier", "contract__lot", "by")

    def content(self) -> dict[str, Any]:
        scheme = current_scheme()
        lead = f"{gbp(scheme.committed)} committed, {gbp(scheme.headroom)} left under the cap."
        return super().content() | {"lead": lead}
