"""The form of a basket: how many units of each service, the services grouped by lot."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict

from lots.models import Lot, Service
from mdps.core.words import count

MOST_UNITS = 100_000
NOTHING = "Enter how many units of at least one service"


@dataclass(frozen=True)
class Group:
    """The services of one lot; `is_open` where its fields are seen at once."""

    title: str
    fields: list[BoundField]
    is_open: bool


class BasketForm(forms.Form):
    """How many units of each service that has a lot; empty for none. One query."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        services = Service.objects.exclude(lot=None).select_related("lot")
        self.services = {
            f"units_{each.pk}": each for each in services.order_by("lot__number", "name")
        }
        for name, service in self.services.items():
            self.fields[name] = units_of(service)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not any(data.values()):
            self.add_error(next(iter(self.services)), NOTHING)
        return data

    @property
    def basket(self) -> dict[Service, int]:
        """Units by service, of what is asked for."""
        said = self.cleaned_data
        return {self.services[name]: units for name, units in said.items() if units}

    @property
    def groups(self) -> list[Group]:
        """A lot is open where something is entered, or wrong; the first one where nothing is."""
        by_lot = groupby(self.services, key=lambda name: self.services[name].lot)
        found = [(lot, [self[name] for name in names]) for lot, names in by_lot if lot]
        said = [any(each.value() or each.errors for each in fields) for _, fields in found]
        if found and not any(said):
            said[0] = True
        return [
            Group(_title(lot, fields), fields, is_open)
            for (lot, fields), is_open in zip(found, said, strict=True)
        ]


def units_of(service: Service) -> forms.IntegerField:
    return forms.IntegerField(
        label=service.name,
        help_text=f"For one {service.get_unit_display()}",
        min_value=1,
        max_value=MOST_UNITS,
        required=False,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "class": "govuk-input govuk-input--width-5"}
        ),
        error_messages={
            "invalid": "Enter a whole number, like 12",
            "min_value": "Enter 1 unit or more",
            "max_value": f"Enter {MOST_UNITS:,} units or fewer",
        },
    )


def without_empty(asked: QueryDict) -> str:
    """The query of an address that keeps only what is asked for; in the order of the form."""
    kept = QueryDict(mutable=True)
    for name, value in asked.items():
        if str(value).strip():
            kept[name] = str(value)
    return kept.urlencode()


def _title(lot: Lot, fields: list[BoundField]) -> str:
    return f"{lot}, {count(len(fields), 'service')}"
