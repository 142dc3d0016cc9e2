"""Keeping a supplier's record: its prices."""

from typing import Any

from django.shortcuts import get_object_or_404

from mdps.core import clock
from mdps.core.money import gbp
from mdps.core.pages import ActionPage
from mdps.core.permissions import Permission
from mdps.core.ui import Link
from mdps.core.words import day
from suppliers.forms import PriceForm
from suppliers.models import Supplier
from suppliers.queries import suppliers_visible_to
from suppliers.rates import set_price


class KeepingPage(ActionPage):
    permission = Permission.SUPPLIER_MANAGE
    title = ""

    def find(self, pk: int) -> Supplier:
        return get_object_or_404(suppliers_visible_to(self.user), pk=pk)

    def content(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "caption": self.record.name,
            "cancel": Link("Cancel", self.record.get_absolute_url()),
        }


class PricePage(KeepingPage):
    title = "Set a price"
    form_class = PriceForm

    def form_options(self) -> dict[str, Any]:
        return {"initial": {"effective_from": clock.today()}}

    def content(self) -> dict[str, Any]:
        lead = "The price before it holds until the day before. It stays on the record."
        return super().content() | {"lead": lead}

    def act(self, form: PriceForm) -> str:
        line = set_price(
            self.record,
            form.cleaned_data["service"],
            form.cleaned_data["unit_price"],
            by=self.user,
            effective_from=form.cleaned_data["effective_from"],
        )
        price, since = gbp(line.unit_price), day(line.effective_from)
        self.say(f"{line.service} costs {price} from {since}.")
        return f"{self.record.get_absolute_url()}#rate-card"
