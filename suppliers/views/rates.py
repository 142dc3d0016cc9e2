"""Keeping a supplier's rate card: setting a price or an extra, and taking back what is to come."""

from typing import Any

from django.shortcuts import get_object_or_404

from mdps.core import clock
from mdps.core.forms import PageForm
from mdps.core.money import gbp
from mdps.core.pages import ActionPage
from mdps.core.permissions import Permission
from mdps.core.ui import Link, Row
from mdps.core.words import day
from suppliers import extras, rates
from suppliers.extras import cancel_extra, set_extra
from suppliers.models import ExtraRate, RateLine, Supplier
from suppliers.price_forms import ExtraForm, PriceForm
from suppliers.queries import suppliers_visible_to
from suppliers.rates import cancel_price, set_price
from suppliers.views.keeping import KeepingPage

LEAD = "The price before it holds until the day before. It stays on the record."


class RatePage(KeepingPage):
    """Sets a price; it leads back to the rate card."""

    def form_options(self) -> dict[str, Any]:
        return {"initial": {"effective_from": clock.today()}}

    def content(self) -> dict[str, Any]:
        return super().content() | {"lead": LEAD}


class PricePage(RatePage):
    title = "Set a price"
    form_class = PriceForm

    def act(self, form: PriceForm) -> str:
        line = set_price(
            self.record,
            form.cleaned_data["service"],
            form.cleaned_data["unit_price"],
            tiers=form.cleaned_data["tiers"],
            by=self.user,
            effective_from=form.cleaned_data["effective_from"],
        )
        price, since = gbp(line.unit_price), day(line.effective_from)
        self.say(f"{line.service} costs {price} from {since}.")
        return rate_card_of(self.record)


class ExtraPage(RatePage):
    title = "Set the price of an extra"
    form_class = ExtraForm

    def act(self, form: ExtraForm) -> str:
        extra = set_extra(
            self.record,
            form.cleaned_data["kind"],
            form.cleaned_data["unit_price"],
            service=form.cleaned_data["service"],
            by=self.user,
            effective_from=form.cleaned_data["effective_from"],
        )
        price, since = gbp(extra.price), day(extra.effective_from)
        self.say(f"{extra.get_kind_display()}: {price} from {since}.")
        return rate_card_of(self.record)


class CancelPage(ActionPage):
    """Takes back a line of the rate card that is not in force yet."""

    permission = Permission.SUPPLIER_MANAGE
    title = ""
    lines: Any

    def find(self, pk: int) -> Any:
        lines = self.lines.filter(supplier__in=suppliers_visible_to(self.user))
        return get_object_or_404(lines.select_related("supplier", "service"), pk=pk)

    def figures(self) -> list[Row]:
        return [
            Row("From", day(self.record.effective_from)),
            Row("To", day(self.record.effective_to) or "No end date"),
        ]

    def content(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "caption": self.record.supplier.name,
            "figures": self.figures(),
            "consequences": ["The price before it goes on. What is taken back stays on record."],
            "submit": "Take the price back",
            "cancel": Link("Cancel", rate_card_of(self.record.supplier)),
        }


class CancelPricePage(CancelPage):
    title = "Take back a price to come"
    lines = RateLine.objects

    def figures(self) -> list[Row]:
        line = self.record
        price = [Row("Service", line.service.name), Row("Unit price, ex VAT", gbp(line.unit_price))]
        return price + super().figures()

    def content(self) -> dict[str, Any]:
        refusals = rates.refusals_against_cancel(self.record, clock.today())
        return super().content() | {"refusals": refusals}

    def act(self, form: PageForm) -> str:
        cancel_price(self.record, by=self.user, on=clock.today())
        self.say(f"The price of {self.record.service} is taken back.")
        return rate_card_of(self.record.supplier)


class CancelExtraPage(CancelPage):
    title = "Take back the price of an extra to come"
    lines = ExtraRate.objects

    def figures(self) -> list[Row]:
        extra = self.record
        what = [Row("Extra", extra.get_kind_display()), Row("Price, ex VAT", gbp(extra.price))]
        return what + super().figures()

    def content(self) -> dict[str, Any]:
        refusals = extras.refusals_against_cancel(self.record, clock.today())
        return super().content() | {"refusals": refusals}

    def act(self, form: PageForm) -> str:
        cancel_extra(self.record, by=self.user, on=clock.today())
        self.say(f"The price of {self.record.get_kind_display().lower()} is taken back.")
        return rate_card_of(self.record.supplier)


def rate_card_of(supplier: Supplier) -> str:
    """Where the rate card stands on the supplier's page."""
    return f"{supplier.get_absolute_url()}#rate-card"
