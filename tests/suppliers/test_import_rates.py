"""Importing prices: what becomes of every row is shown, and all of a file is kept or nothing."""

import datetime as dt
import io
import random
import zipfile
from decimal import Decimal

import pytest
from django.urls import reverse

from lots.models import Service
from mdps.core.imports import Outcome, read, run
from mdps.core.rules import Refused
from suppliers.import_rates import COLUMNS, HEADINGS, import_rate
from suppliers.models import RateLine, Supplier
from suppliers.pricing import Tier
from suppliers.rates import tiers_of
from tests.build.browsing import kept_file, posted, signed_in, tried_file
from tests.build.people import given_a
from tests.build.suppliers import given_a_supplier, given_an_admission

pytestmark = pytest.mark.django_db

BEGAN = dt.date(2026, 6, 1)
HEADING = "Supplier,Service,Unit price,First day,Volume discounts"


def a_broken_workbook() -> bytes:
    """An archive that is a workbook by its members, and has nothing in them."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook>")
    return content.getvalue()


A_BROKEN_WORKBOOK = a_broken_workbook()


@pytest.fixture
def supplier(lot) -> Supplier:
    return given_an_admission(given_a_supplier(), lot, BEGAN).supplier


@pytest.fixture
def services(lot) -> list[Service]:
    return list(lot.services.order_by("name")[:2])


def a_file(*rows: str, heading: str = HEADING) -> bytes:
    return "\r\n".join([heading, *rows]).encode("cp1252")


def fates(content: bytes, *, keep: bool = True):
    by = given_a("commissioner")
    return run(
        read(content, COLUMNS),
        lambda line: import_rate(line, by=by, on=BEGAN),
        headings=HEADINGS,
        keep=keep,
    )


def outcomes(content: bytes, *, keep: bool = True) -> list[Outcome]:
    return [each.outcome for each in fates(content, keep=keep)]


def test_prices_with_discounts_are_imported_once(supplier, services):
    content = a_file(
        f"{supplier.reference},{services[0]},£450.50,2026-06-01,3% from 21; 5% from 51",
        f'{supplier.name},{services[1]},"1,200",01/06/2026,',
    )

    assert outcomes(content) == [Outcome.NEW, Outcome.NEW]
    assert outcomes(content) == [Outcome.KNOWN, Outcome.KNOWN]
    assert [
        (line.service, line.unit_price, line.effective_from, tiers_of(line))
        for line in RateLine.objects.order_by("service__name")
    ] == [
        (services[0], Decimal("450.50"), BEGAN, (Tier(21, Decimal(3)), Tier(51, Decimal(5)))),
        (services[1], Decimal("1200.00"), BEGAN, ()),
    ]


def test_without_a_column_of_discounts_they_stay(supplier, services):
    outcomes(a_file(f"{supplier.reference},{services[0]},450,2026-06-01,3% from 21"))
    short = HEADING.removesuffix(",Volume discounts")

    outcomes(a_file(f"{supplier.reference},{services[0]},440,2026-06-02", heading=short))

    assert tiers_of(RateLine.objects.get(unit_price="440.00")) == (Tier(21, Decimal(3)),)


def test_a_check_keeps_nothing(supplier, services):
    content = a_file(f"{supplier.reference},{services[0]},450,2026-06-01,")

    assert outcomes(content, keep=False) == [Outcome.NEW]
    assert RateLine.objects.count() == 0


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("SUP-99999,{0},45,01/06/2026,", "Supplier is “SUP-99999”, which is not on the register."),
        ("Nobody,{0},45,01/06/2026,", "Supplier is “Nobody”, which is not on the register."),
        ("{1},Dinners,45,01/06/2026,", "Service is “Dinners”, which the scheme has not."),
        ("{1},{0},45%,01/06/2026,", "Unit price is “45%”."),
        ("{1},{0},45,31/06/2026,", "First day is “31/06/2026”. Enter a day like 31/05/2026."),
        ("{1},{0},45,01/06/2026,lots", "Volume discounts: ‘lots’ is not understood."),
        ("{1},{0},0,01/06/2026,", "Unit price: The price is £0.00."),
        ("{1},{0},9,01/06/2026,100% from 21", "Volume discounts: The discount from unit 21"),
        ("{1},{0},9,01/06/2026,5% from 21; 3% from 51", "Volume discounts: 5% from unit 21 is"),
    ],
)
def test_a_bad_row_names_its_column_and_keeps_everything_out(supplier, services, row, sentence):
    content = a_file(
        f"{supplier.reference},{services[1]},450,2026-06-01,",
        row.format(services[0], supplier.reference),
    )

    good, bad = fates(content, keep=False)

    assert (good.outcome, bad.outcome, bad.number) == (Outcome.NEW, Outcome.REFUSED, 3)
    assert bad.words[0].startswith(sentence)
    with pytest.raises(Refused) as refused:
        fates(content)
    assert refused.value.refusals[0].message.startswith(f"Row 3: {sentence}")
    assert RateLine.objects.count() == 0


def test_the_page_checks_first_and_imports_then(supplier, services):
    client, url = signed_in(given_a("commissioner")), reverse("suppliers:import-rates")
    content = a_file(f"{supplier.reference},{services[0]},450,2026-06-01,")

    page = tried_file(client, url, content)

    assert f"{supplier}: {services[0]} at £450.00 from 1 June 2026" in page
    assert RateLine.objects.count() == 0
    assert posted(kept_file(client, url, page)) == reverse("suppliers:prices")
    assert RateLine.objects.count() == 1


def test_a_file_with_the_headings_can_be_filled_in(supplier, services):
    client, url = signed_in(given_a("commissioner")), reverse("suppliers:import-rates")

    headings = client.get(url, {"as": "csv"})

    assert headings["Content-Disposition"] == 'attachment; filename="import-prices.csv"'
    assert headings.content.decode("utf-8-sig") == HEADING + "\r\n"
    row = f"{supplier.reference},{services[0]},450,2026-06-01,\r\n".encode()
    assert outcomes(headings.content + row) == [Outcome.NEW]


def test_more_text_than_the_page_can_bring_back_is_refused_at_its_field(supplier, services):
    chance = random.Random(1)
    rows = [
        f"{supplier.reference},{services[0]},450,2026-06-01,{chance.randbytes(900).hex()}"
        for _ in range(2000)
    ]
    page = tried_file(
        signed_in(given_a("commissioner")), reverse("suppliers:import-rates"), a_file(*rows)
    )

    assert "The file holds more text than can be imported at once. Split it" in page


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "prices.csv", "The file is empty. Choose another one."),
        (b"%PDF-1.7", "prices.csv", "The content of the file is not what its name"),
        (b"Supplier\nA\n", "prices.csv", "The first line has no Service, Unit price and First day"),
        (b"PK\x03\x04 no workbook", "prices.xlsx", "The content of the file is not what its name"),
        (A_BROKEN_WORKBOOK, "prices.xlsx", "The workbook cannot be read. Open it, save it again"),
        (b"a,b", "prices.pdf", "Choose a file that is CSV or Excel (.xlsx)."),
    ],
)
def test_a_file_that_is_no_sheet_is_refused_at_its_field(content, name, sentence):
    client = signed_in(given_a("commissioner"))

    assert sentence in tried_file(client, reverse("suppliers:import-rates"), content, name)
