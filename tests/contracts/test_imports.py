"""Imports from the finance system: spot purchases and invoices, through their pages."""

import re
from collections.abc import Iterator
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from contracts.models import Invoice, Payment, SpotPurchase
from lots.models import RequestCategory
from mdps.core import clock
from tests.build.contracts import (
    given_a_delivery,
    given_a_running_call_off,
    given_an_admitted_supplier,
)
from tests.build.panel import TODAY
from tests.build.people import given_a, given_a_team
from tests.contracts.test_pages import posted, signed_in, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("under_way")]
SPOT, INVOICES = "contracts:import-spot", "contracts:import-invoices"
SPOT_HEADINGS = "Reference,Date,Provider,Net amount,Team,Category"
INVOICE_HEADINGS = "Call-off,Invoice,Date,Units,Net,VAT,Gross,Paid,Paid on"


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.at(TODAY):
        yield


def check(client: Client, name: str, *lines: str) -> str:
    """The page that says what becomes of each line."""
    file = SimpleUploadedFile("finance.csv", "\n".join(lines).encode("cp1252"), "text/csv")
    return text_of(client.post(reverse(name), {"file": file}))


def keep(client: Client, name: str, page: str) -> Any:
    """Press the button of that page."""
    fields = re.findall(r'name="(checked|one_time_key)" value="([^"]*)"', page)
    return client.post(reverse(name), {key: unescape(value) for key, value in fields})


def spot_line(reference: str, provider: str, amount: str, team: str = "North") -> str:
    category = RequestCategory.objects.get(position=1).short_name
    return f'{reference},31/05/2026,{provider},"{amount}",{team},"{category}"'


def test_spot_purchases_are_matched_checked_and_then_imported_once() -> None:
    given_a_team("North")
    given_an_admitted_supplier("Severn Assessments")
    client = signed_in(given_a("commissioner"))
    lines = (
        SPOT_HEADINGS,
        spot_line("PO-1", "SEVERN ASSESSMENTS LTD", "1,240.00"),
        spot_line("PO-2", "Café Usk", "0.01"),
    )

    page = check(client, SPOT, *lines)
    assert SpotPurchase.objects.count() == 0
    assert "matches Severn Assessments of the scheme" in page
    assert "Import 2 rows" in page
    posted(keep(client, SPOT, page))
    again = check(client, SPOT, *lines)

    one, two = SpotPurchase.objects.order_by("finance_reference")
    assert (one.supplier.name, one.amount, one.source) == (
        "Severn Assessments",
        Decimal("1240.00"),
        "finance",
    )
    assert (two.supplier, two.provider_name) == (None, "Café Usk")
    assert "There already: 2" in again


def test_one_bad_line_keeps_the_file_out_and_says_what_to_do() -> None:
    given_a_team("North")
    client = signed_in(given_a("commissioner"))

    page = check(
        client,
        SPOT,
        SPOT_HEADINGS,
        spot_line("PO-1", "Usk Therapies", "10.00"),
        spot_line("PO-2", "Usk Therapies", "1,24.00"),
        spot_line("PO-3", "Usk Therapies", "10.00", team="Nowhere"),
    )

    assert "Nothing was imported. Mend 2 rows" in page
    assert "Net amount is “1,24.00”. Enter pounds and pence, like 1,234.50." in page
    assert "There is no team “Nowhere”. Enter" in page
    assert 'name="checked"' not in page


def test_a_reference_with_another_amount_is_refused_and_not_taken_for_the_same() -> None:
    given_a_team("North")
    client = signed_in(given_a("commissioner"))
    first = check(client, SPOT, SPOT_HEADINGS, spot_line("PO-1", "Usk Therapies", "10.00"))
    posted(keep(client, SPOT, first))

    page = check(client, SPOT, SPOT_HEADINGS, spot_line("PO-1", "Usk Therapies", "10.01"))

    assert f"PO-1 is recorded as {SpotPurchase.objects.get().reference} already." in page


def test_rows_that_were_changed_on_the_way_are_not_imported() -> None:
    given_a_team("North")
    client = signed_in(given_a("commissioner"))
    page = check(client, SPOT, SPOT_HEADINGS, spot_line("PO-1", "Usk Therapies", "10.00"))

    answer = keep(client, SPOT, page.replace('name="checked" value="', 'name="checked" value="x'))

    assert answer.status_code == 200
    assert SpotPurchase.objects.count() == 0


def test_invoices_are_matched_with_what_was_delivered_and_payments_follow() -> None:
    contract = given_a_running_call_off(units=10, price="100.00")
    given_a_delivery(contract, 4)
    client = signed_in(given_a("finance_officer"))
    line = f"{contract.reference},17,02/06/2026,3,300.00,60.00,360.00"

    posted(keep(client, INVOICES, check(client, INVOICES, INVOICE_HEADINGS, f"{line},,")))
    paid = check(client, INVOICES, INVOICE_HEADINGS, f"{line},360.00,02/06/2026")
    posted(keep(client, INVOICES, paid))
    again = check(client, INVOICES, INVOICE_HEADINGS, f"{line},360.00,02/06/2026")

    assert Invoice.objects.get().net == Decimal("300.00")
    assert Payment.objects.get().amount == Decimal("360.00")
    assert "There already: 1" in again


def test_an_invoice_that_asks_too_much_is_stopped_with_the_figure() -> None:
    contract = given_a_running_call_off(units=10, price="100.00")
    given_a_delivery(contract, 3)
    client = signed_in(given_a("finance_officer"))

    page = check(
        client,
        INVOICES,
        INVOICE_HEADINGS,
        f"{contract.reference},17,01/06/2026,1,100.00,0.00,100.00,,",
        f"{contract.reference},18,02/06/2026,1,100.01,0.00,100.01,,",
        "CO-99999,19,02/06/2026,1,100.00,0.00,100.00,,",
    )

    assert "was awarded on 2 June 2026; the invoice is dated 1 June 2026" in page
    assert "£0.01 too much" in page
    assert "There is no call-off CO-99999. Check the number." in page
    assert Invoice.objects.count() == 0
