"""The register of suppliers, and putting one on it."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from mdps.core import cells, clock
from mdps.core.lists import Column, ListPage
from mdps.core.pages import ActionPage
from mdps.core.permissions import Permission, can
from mdps.core.ui import Cell, Empty, Link
from suppliers.filters import SupplierFilter
from suppliers.forms import RegisterForm
from suppliers.queries import PLACES, suppliers_visible_to
from suppliers.register import register
from suppliers.views.tabs import TABS
from suppliers.words import lots_cell, standing_cell


class SupplierList(ListPage):
    tabs = TABS
    permissions = (Permission.SUPPLIER_READ,)
    title = "Suppliers"
    sort = "name"
    columns = (
        Column("Name", lambda each: Cell(each.name, url=each.get_absolute_url()), sort="name"),
        Column("Reference", lambda each: each.reference),
        Column("Kind", lambda each: each.get_kind_display()),
        Column("On lots", lots_cell),
        Column("Standing", standing_cell),
        Column("Registered", lambda each: cells.date(each.registered_on), sort="registered_on"),
    )
    filterset_class = SupplierFilter
    empty = Empty(
        "No supplier is registered yet",
        "Register the first one, then record its application for a lot.",
    )

    def rows(self) -> QuerySet:
        return suppliers_visible_to(self.user)

    def with_columns(self, rows: QuerySet) -> QuerySet:
        return rows.only("name", "kind", "registered_on").annotate(places=PLACES)

    def content(self) -> dict[str, Any]:
        new = Link("Register a supplier", reverse("suppliers:register"))
        several = Link("Import admitted suppliers", reverse("suppliers:import-suppliers"))
        return super().content() | {
            "primary": new if can(self.user, Permission.SUPPLIER_MANAGE) else None,
            "secondary": several if can(self.user, Permission.ADMISSION_DECIDE) else None,
        }


class RegisterPage(ActionPage):
    permission = Permission.SUPPLIER_MANAGE
    form_class = RegisterForm

    def content(self) -> dict[str, Any]:
        return {
            "title": "Register a supplier",
            "cancel": Link("Cancel", reverse("suppliers:list")),
        }

    def act(self, form: RegisterForm) -> str:
        given = {name: form.cleaned_data[name] for name in form.fields if name != "one_time_key"}
        supplier = register(**given, by=self.user, on=clock.today())
        self.say(f"{supplier.name} is registered as {supplier.reference}.")
        return supplier.get_absolute_url()
