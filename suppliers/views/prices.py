"""What suppliers charge: every service on one page, and one service supplier by supplier."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from lots.models import Lot, Service
from mdps.core import cells, clock
from mdps.core.charts import Bar, BarChart, Marker, Part
from mdps.core.money import gbp
from mdps.core.pages import Page
from mdps.core.permissions import Permission, can
from mdps.core.ui import Cell, Heading, Link, Section, Table
from mdps.core.words import count, day, listed
from suppliers.evidence_standing import lapsed
from suppliers.prices import Price, median, prices, prices_by_service
from suppliers.views.tabs import TABS

LEFT_OUT = "Suspended suppliers and those without a price in force are left out."


class PricesPage(Page):
    """The spread of each service: how many offer it, lowest, median and highest."""

    tabs = TABS
    permissions = (Permission.SUPPLIER_READ,)
    template_name = "pages/figure.html"

    def content(self) -> dict[str, Any]:
        today = clock.today()
        found = prices_by_service(today)
        return {
            "title": "What suppliers charge",
            "as_at": day(today),
            "links": [_basket(), *([_import()] * can(self.user, Permission.SUPPLIER_MANAGE))],
            "sections": [
                _spreads(lot, [(each, found.get(each.pk, [])) for each in lot.services.all()])
                for lot in Lot.objects.prefetch_related("services")
            ],
            "notes": ["Prices are for one unit, ex VAT.", LEFT_OUT],
        }


class ComparisonPage(Page):
    """All suppliers who can be awarded one service, the cheapest first."""

    permissions = (Permission.SUPPLIER_READ,)
    template_name = "pages/figure.html"

    def find(self, pk: int) -> Service:
        return get_object_or_404(Service.objects.exclude(lot=None).select_related("lot"), pk=pk)

    def content(self) -> dict[str, Any]:
        service, today = self.record, clock.today()
        found = prices(service, today)
        return {
            "title": _finding(service, found),
            "breadcrumbs": [
                _suppliers(),
                Link("What suppliers charge", reverse("suppliers:prices")),
            ],
            "as_at": day(today),
            "chart": _chart(service, found) if len(found) > 1 else None,
            "table": _comparison(service, found, lapsed(service.lot, today)),
            "notes": [f"Prices are for one {service.get_unit_display()}, ex VAT.", LEFT_OUT],
        }


def _basket() -> Link:
    return Link("Compare prices for several services", reverse("suppliers:basket"))


def _import() -> Link:
    return Link("Import prices", reverse("suppliers:import-rates"))


def _suppliers() -> Link:
    return Link("Suppliers", reverse("suppliers:list"))


def _finding(service: Service, found: list[Price]) -> str:
    if not found:
        return f"{service}: no price yet"
    suppliers = count(len(found), "supplier")
    lowest, highest = found[0].unit_price, found[-1].unit_price
    if lowest == highest:
        return f"{service}: {suppliers} at {gbp(lowest)}"
    return f"{service}: {suppliers} from {gbp(lowest)} to {gbp(highest)}"


def _chart(service: Service, found: list[Price]) -> Section:
    middle = median(found)
    chart = BarChart(
        finding=f"At least half of them charge {gbp(middle)} or less" if middle else "",
        description=f"Prices of {service} by supplier, the cheapest first.",
        bars=[
            Bar(each.supplier_name, gbp(each.unit_price), [Part("Price", each.unit_price)])
            for each in found
        ],
        marker=Marker(middle, f"Median {gbp(middle)}") if middle else None,
    )
    return Section("", "components/chart_bars.html", {"chart": chart})


def _not_in_order(found: list[str]) -> str:
    """Why nothing new can be awarded to it just now; nothing where its evidence is in order."""
    return f"Not to be chosen now: {listed(found)}" if found else ""


def _comparison(service: Service, found: list[Price], lapses: dict[int, list[str]]) -> Table:
    return Table(
        headings=[
            Heading("Supplier"),
            Heading("Unit price", numeric=True),
            Heading("Above the lowest", numeric=True),
        ],
        rows=[
            [
                Cell(
                    each.supplier_name,
                    url=reverse("suppliers:detail", args=[each.supplier_id]),
                    hint=_not_in_order(lapses.get(each.supplier_id, [])),
                ),
                cells.money(each.unit_price),
                cells.money(each.unit_price - found[0].unit_price),
            ]
            for each in found
        ],
        caption=f"Prices of {service}",
        empty="No supplier that is admitted to its lot has a price for it.",
    )


def _spreads(lot: Lot, services: list[tuple[Service, list[Price]]]) -> Section:
    table = Table(
        headings=[
            Heading("Service"),
            Heading("Unit"),
            Heading("Suppliers", numeric=True),
            Heading("Lowest", numeric=True),
            Heading("Median", numeric=True),
            Heading("Highest", numeric=True),
        ],
        rows=[_spread(service, found) for service, found in services],
        caption=str(lot),
    )
    return Section(str(lot), "components/table.html", {"table": table})


def _spread(service: Service, found: list[Price]) -> list[Cell]:
    middle = median(found)
    lowest_median_highest = (
        [found[0].unit_price, middle, found[-1].unit_price] if middle is not None else []
    )
    figures = [cells.money(amount) for amount in lowest_median_highest]
    return [
        Cell(service.name, url=reverse("suppliers:comparison", args=[service.pk])),
        Cell(service.get_unit_display()),
        cells.number(len(found)),
        *(figures or [Cell("–", numeric=True)] * 3),
    ]
