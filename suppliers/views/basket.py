"""Comparing all suppliers for several services at once, with their volume discounts."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lots.models import Service
from mdps.core import cells, clock
from mdps.core.money import gbp
from mdps.core.pages import Page
from mdps.core.permissions import Permission
from mdps.core.ui import Cell, Heading, Link, Table
from mdps.core.words import count, day, listed
from suppliers.basket_form import BasketForm, without_empty
from suppliers.baskets import Comparison, compare
from suppliers.views.tabs import TABS


class BasketPage(Page):
    """Asked by GET, so that a comparison has an address to come back to."""

    tabs = TABS
    permissions = (Permission.SUPPLIER_READ,)
    template_name = "suppliers/basket.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """What was left empty is taken out of the address."""
        kept = without_empty(request.GET)
        if kept and kept != request.GET.urlencode():
            return HttpResponseRedirect(f"{request.path}?{kept}")
        return self.show()

    def content(self) -> dict[str, Any]:
        asked = self.request.GET
        form = BasketForm(asked if asked else None)
        today = clock.today()
        table = _table(form.basket, compare(form.basket, today)) if form.is_valid() else None
        return {
            "title": "Compare prices for several services",
            "breadcrumbs": [Link("What suppliers charge", reverse("suppliers:prices"))],
            "as_at": day(today),
            "form": form,
            "table": table,
        }


def _table(basket: dict[Service, int], found: list[Comparison]) -> Table:
    return Table(
        headings=[
            Heading("Supplier"),
            *(
                Heading(f"{service.name} × {units:,}", numeric=True)
                for service, units in basket.items()
            ),
            Heading("Together", numeric=True),
        ],
        rows=[_row(rank, each, basket) for rank, each in enumerate(found, start=1)],
        caption="Ex VAT, with the volume discounts of the scheme year. Who offers all comes first.",
        empty="No supplier that is admitted to their lots has a price for any of them.",
    )


def _row(rank: int, each: Comparison, basket: dict[Service, int]) -> list[Cell]:
    return [
        Cell(
            f"{rank}. {each.supplier_name}",
            url=reverse("suppliers:detail", args=[each.supplier_id]),
            hint=_about(each),
        ),
        *(
            cells.money(each.lines[service.pk].total)
            if service.pk in each.lines
            else Cell("Not offered", numeric=True)
            for service in basket
        ),
        Cell(
            gbp(each.total),
            numeric=True,
            hint=""
            if len(each.lines) == len(basket)
            else f"{len(each.lines)} of {count(len(basket), 'service')}",
        ),
    ]


def _about(each: Comparison) -> str:
    said = []
    if each.lapses:
        said.append(f"Not to be chosen now: {listed(list(each.lapses))}.")
    if each.extras:
        besides = [f"{extra.label.lower()} {gbp(extra.price)}" for extra in each.extras]
        said.append(f"Besides, up to: {'; '.join(besides)}.")
    return " ".join(said)
