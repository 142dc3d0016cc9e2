"""Imports: contracts from before this service; of finance spot purchases, and invoices."""

from django.urls import reverse

from contracts import import_contracts, import_invoices, import_spot
from mdps.core.imports import Line
from mdps.core.imports.page import ImportPage
from mdps.core.permissions import Permission


class ImportContracts(ImportPage):
    permission = Permission.AUTHORITY_MANAGE
    columns = import_contracts.COLUMNS
    title = "Import existing contracts"
    lead = (
        "One row for each contract made under the scheme before this service. Each counts under "
        "the cap from the day of its award. What its record does not show, such as the panel’s "
        "approval, is kept on it as a historical exception. Contracts made before the scheme began "
        "become spot purchases. A thousand rows take a minute or two; nobody can award meanwhile."
    )

    def row(self, line: Line) -> str:
        return import_contracts.import_contract(line, **self.who_and_when)

    def done_url(self) -> str:
        return reverse("contracts:list")


class ImportSpot(ImportPage):
    permission = Permission.SPOT_PURCHASE_RECORD
    columns = import_spot.COLUMNS
    title = "Import spot purchases from the finance system"
    lead = (
        "Each row is matched with the suppliers of the scheme and recorded once, by its reference. "
        "Nothing in the file may point to a child or a family."
    )

    def row(self, line: Line) -> str:
        return import_spot.import_spot(line, **self.who_and_when)

    def done_url(self) -> str:
        return reverse("contracts:spot-purchases")


class ImportInvoices(ImportPage):
    permission = Permission.INVOICE_RECORD
    columns = import_invoices.COLUMNS
    title = "Import invoices from the finance system"
    lead = (
        "Each row is matched with its call-off, the units delivered and the agreed price, ex VAT. "
        "A row that is there already only adds what was paid since."
    )

    def row(self, line: Line) -> str:
        return import_invoices.import_invoice(line, **self.who_and_when)

    def done_url(self) -> str:
        return reverse("contracts:invoices")
