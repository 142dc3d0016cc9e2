"""Keeping a supplier's record: its prices and its evidence."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404

from mdps.core import clock, files
from mdps.core.money import gbp
from mdps.core.pages import ActionPage, Page
from mdps.core.permissions import Permission
from mdps.core.ui import Link
from mdps.core.words import day
from suppliers import evidence
from suppliers.forms import EvidenceForm, PriceForm
from suppliers.models import EvidenceOffer, Supplier
from suppliers.queries import offers_visible_to, suppliers_visible_to
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


class DocumentPage(Page):
    """Downloads a document that a supplier has sent in."""

    permissions = (Permission.SUPPLIER_READ, Permission.ORGANISATION_READ)

    def find(self, pk: int) -> EvidenceOffer:
        offers = offers_visible_to(self.user).select_related("file")
        return get_object_or_404(offers, pk=pk)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return files.download(self.record.file)


class EvidencePage(KeepingPage):
    title = "Record evidence"
    form_class = EvidenceForm

    def act(self, form: EvidenceForm) -> str:
        given = {name: form.cleaned_data[name] for name in form.fields if name != "one_time_key"}
        seen = evidence.record(self.record, **given, by=self.user, on=clock.today())
        self.say(f"{seen.get_kind_display()} is recorded. It expires on {day(seen.expires_on)}.")
        return f"{self.record.get_absolute_url()}#evidence"
