"""What the provider would charge under a lot, once it is admitted."""

from typing import Any

from django.urls import reverse

from suppliers.draft import propose_prices
from suppliers.draft_rules import price_field
from suppliers.joining_forms import PricesForm, prices_form
from suppliers.views.joining.base import DraftForm, tasks_link


class Prices(DraftForm):
    @property
    def form_class(self) -> type[PricesForm]:  # type: ignore[override]
        return prices_form(list(self.record.lot.services.all()))

    def form_options(self) -> dict[str, Any]:
        given = self.record.proposed_prices.values_list("service", "unit_price")
        return {"initial": {price_field(pk): price for pk, price in given}}

    def content(self) -> dict[str, Any]:
        return {
            "title": f"Prices for {self.record.lot.short}",
            "caption": str(self.record.lot),
            "lead": "The price of one unit, without VAT. Leave empty what you do not offer.",
            "back": tasks_link(),
        }

    def act(self, form: PricesForm) -> str:
        propose_prices(self.record, form.prices(), by=self.user)
        self.say("The prices are saved.")
        return reverse("join:tasks")
