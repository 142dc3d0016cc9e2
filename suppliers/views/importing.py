"""Importing admitted suppliers and prices from files."""

from django.urls import reverse

from mdps.core.imports import Line
from mdps.core.imports.page import ImportPage
from mdps.core.permissions import Permission
from suppliers import import_rates, import_suppliers


class ImportSuppliersPage(ImportPage):
    permission = Permission.ADMISSION_DECIDE
    columns = import_suppliers.COLUMNS
    headings = import_suppliers.HEADINGS
    title = "Import admitted suppliers"
    lead = (
        "One row for each supplier and lot, with its reference in the e-tendering portal. A row "
        "that is there already is left as it is, so that a file may be imported again."
    )

    def row(self, line: Line) -> str:
        return import_suppliers.import_supplier(line, **self.who_and_when)

    def done_url(self) -> str:
        return reverse("suppliers:list")


class ImportRatesPage(ImportPage):
    permission = Permission.SUPPLIER_MANAGE
    columns = import_rates.COLUMNS
    headings = import_rates.HEADINGS
    title = "Import prices"
    lead = (
        "One row for each price, ex VAT. It supersedes the one before it from its first day on; a "
        "price that is there already is left as it is."
    )

    def row(self, line: Line) -> str:
        return import_rates.import_rate(line, **self.who_and_when)

    def done_url(self) -> str:
        return reverse("suppliers:prices")
