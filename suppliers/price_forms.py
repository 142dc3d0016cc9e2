"""The forms of a rate card: a price with its volume discounts, an extra, and proposed prices."""

import datetime as dt
from typing import Any

from django import forms

from lots.models import Service
from mdps.core.forms import DayField, MoneyField, PageForm
from suppliers.forms import EXAMPLE
from suppliers.models import ExtraRate, Supplier
from suppliers.pricing import Tier
from suppliers.queries import admitted_services
from suppliers.rates_rules import percent
from suppliers.tiers import NotATier, tier_of

MOST = 10


class TiersField(forms.CharField):
    """Volume discounts as people write them, one on each line: `3% from 21`."""

    def __init__(self, **options: Any):
        options.setdefault("widget", forms.Textarea)
        super().__init__(required=False, **options)

    def to_python(self, value: Any) -> tuple[Tier, ...]:  # type: ignore[override]
        lines = [" ".join(line.split()) for line in (super().to_python(value) or "").splitlines()]
        written = [line for line in lines if line]
        if len(written) > MOST:
            raise forms.ValidationError(
                f"There are {len(written)} discounts. Enter {MOST} at the most.", code="too-many"
            )
        return tuple(map(self._tier, written))

    def _tier(self, line: str) -> Tier:
        try:
            return tier_of(line)
        except NotATier as error:
            raise forms.ValidationError(f"{error}.", code="not-a-tier") from error

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, str) or value is None:
            return value
        return "\n".join(f"{percent(tier.percent)} from {tier.from_units}" for tier in value)


class PriceForm(PageForm):
    """What one unit of a service costs from a day on, and what is taken off for many."""

    submit = "Set price"

    service = forms.ModelChoiceField(
        queryset=Service.objects.exclude(lot=None).order_by("lot__number", "name"),
        label="Service",
        empty_label="Select a service",
        error_messages={"required": "Select a service"},
    )
    unit_price = MoneyField(
        label="Price of one unit, ex VAT",
        error_messages={"required": "Enter the price of one unit"},
    )
    tiers = TiersField(
        label="Volume discounts",
        help_text="One on each line, like 3% from 21: 3% off for the 21st unit of that service in "
        "the scheme year, 1 June to 31 May, and every unit after it. Leave it empty for none.",
    )
    effective_from = DayField(
        label="First day of this price",
        help_text=EXAMPLE,
        missing="Enter the first day of this price",
    )


def reasons_field() -> forms.CharField:
    """Why a price is proposed; the council reads it."""
    return forms.CharField(
        label="Why it should change",
        widget=forms.Textarea,
        max_length=2000,
        error_messages={"required": "Enter why it should change"},
    )


class ProposalForm(PriceForm):
    """A price that a provider proposes for a service of its lots, and why."""

    submit = "Propose the price"

    reasons = reasons_field()

    field_order = ("service", "unit_price", "tiers", "effective_from", "reasons")

    def __init__(self, *args: Any, supplier: Supplier, on: dt.date, **kwargs: Any):
        super().__init__(*args, **kwargs)
        services: Any = self.fields["service"]
        services.queryset = admitted_services(supplier, on)


class ExtraForm(PageForm):
    """What may be charged besides the units."""

    submit = "Set price"

    kind = forms.ChoiceField(
        label="What for",
        choices=ExtraRate.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Select what it is for"},
    )
    service = forms.ModelChoiceField(
        queryset=Service.objects.exclude(lot=None).order_by("lot__number", "name"),
        label="Service",
        help_text="A price for one service goes before the price for every service.",
        empty_label="Every service",
        required=False,
    )
    unit_price = MoneyField(
        label="Price of one, ex VAT",
        help_text="It is the most that may be charged.",
        error_messages={"required": "Enter the price of one"},
    )
    effective_from = DayField(
        label="First day of this price",
        help_text=EXAMPLE,
        missing="Enter the first day of this price",
    )


class ExtraProposalForm(ExtraForm):
    """The price of an extra that a provider proposes, and why."""

    submit = "Propose the price"

    reasons = reasons_field()

    field_order = ("kind", "service", "unit_price", "effective_from", "reasons")

    def __init__(self, *args: Any, supplier: Supplier, on: dt.date, **kwargs: Any):
        super().__init__(*args, **kwargs)
        services: Any = self.fields["service"]
        services.queryset = admitted_services(supplier, on)


class AcceptForm(PageForm):
    """From which day a proposed price holds."""

    submit = "Accept the price"

    effective_from = DayField(
        label="First day of this price",
        help_text=f"The proposed day or a later one. {EXAMPLE}",
        missing="Enter the first day of this price",
    )


class DeclineForm(PageForm):
    """Why a proposed price is declined."""

    submit = "Decline the price"

    reasons = forms.CharField(
        label="Reasons",
        help_text="The provider reads them.",
        widget=forms.Textarea,
        max_length=2000,
        error_messages={"required": "Enter the reasons"},
    )
