"""Comparing all suppliers for several services at once, with their volume discounts."""

from typing import Any

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Layout, Size
from django import forms
from django.urls import reverse

from lots.models import Service
from mdps.core import cells, clock
from mdps.core.money import gbp
from mdps.core.pages import Page
from mdps.core.permissions import Permission
from mdps.core.ui import Cell, Heading, Link, Table
from mdps.core.words import count, day, listed
from suppliers.baskets import Comparison, compare
from suppliers.views.tabs import TABS

LINES = 4
MOST_UNITS = 100_000


class BasketForm(forms.Form):
    """Up to LINES services with their units."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        services = Service.objects.exclude(lot=None).order_by("lot__number", "name")
        for number in range(1, LINES + 1):
            self.fields[f"service_{number}"] = forms.ModelChoiceField(
                services.select_related("lot"),
                label=f"Service {number}",
                required=number == 1,
                empty_label="Select a service",
                error_messages={"required": "Select a service"},
            )
            self.fields[f"units_{number}"] = forms.IntegerField(
                label=f"Units of service {number}",
                min_value=1,
                max_value=MOST_UNITS,
                required=number == 1,
                widget=forms.TextInput(
                    attrs={"inputmode": "numeric", "class": "govuk-input--width-5"}
                ),
                error_messages={
                    "required": "Enter how many units",
                    "invalid": "Enter a whole number, like 12",
                    "min_value": "Enter 1 unit or more",
                    "max_value": f"Enter {MOST_UNITS:,} units or fewer",
                },
            )
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.label_size = Size.SMALL
        self.helper.layout = Layout(*self.fields)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for number in range(2, LINES + 1):
            service, units = data.get(f"service_{number}"), data.get(f"units_{number}")
            if service and units is None and f"units_{number}" not in self.errors:
                self.add_error(f"units_{number}", f"Enter how many units of {service}")
            if units and service is None and f"service_{number}" not in self.errors:
                self.add_error(f"service_{number}", "Select the service")
        return data

    @property
    def basket(self) -> dict[Service, int]:
        """Units by service; of a service that is there twice the sum."""
        found: dict[Service, int] = {}
        for number in range(1, LINES + 1):
            if service := self.cleaned_data.get(f"service_{number}"):
                found[service] = found.get(service, 0) + self.cleaned_data[f"units_{number}"]
        return found


class BasketPage(Page):
    """Asked by GET, so that a comparison has an address to come back to."""

    tabs = TABS
    permissions = (Permission.SUPPLIER_READ,)
    template_name = "suppliers/basket.html"

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
