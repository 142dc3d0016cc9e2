"""Importing admitted suppliers: registered, placed on their lots, and once by their reference."""

import datetime as dt
import io

import pytest
from django.urls import reverse
from openpyxl import Workbook

from lots.models import Lot
from mdps.core import clock
from mdps.core.imports import Outcome, read, run
from mdps.core.permissions import Forbidden
from suppliers.import_suppliers import COLUMNS, HEADINGS, import_supplier
from suppliers.models import Admission, Supplier
from suppliers.queries import admitted_on
from tests.build.browsing import kept_file, posted, signed_in, tried_file
from tests.build.people import given_a
from tests.build.suppliers import given_a_supplier, given_an_admission, given_an_application

pytestmark = pytest.mark.django_db

ON = dt.date(2026, 11, 2)
SINCE = dt.date(2022, 6, 1)
HEADING = (
    "Reference,Name,Kind,Number,E-mail,Telephone,SME,VCSE,Lot,Admitted on,Consulted,Consulted on"
)
ROW = (
    "{ref},{name},{kind},{number},office@avon.example,,yes,no,{lot},{since},"
    "Cabinet Member,20/05/2022"
)
GIVEN = {
    "ref": "PRO-1",
    "name": "Avon Assessments",
    "kind": "Company",
    "number": "01234567",
    "lot": "Lot 1",
    "since": "01/06/2022",
}


def a_file(*rows: dict[str, str]) -> bytes:
    return "\n".join([HEADING, *(ROW.format(**GIVEN | row) for row in rows)]).encode()


def a_workbook(kind: str, number: object, phone: object) -> bytes:
    """One row as a spreadsheet keeps it: identifiers are numbers, days are days."""
    book, content = Workbook(), io.BytesIO()
    book.active.append(HEADING.split(","))
    row = [417.0, "Avon Assessments", kind, number, "office@avon.example", phone, True, False, 1]
    book.active.append([*row, SINCE, "Cabinet Member", dt.date(2022, 5, 20)])
    book.save(content)
    return content.getvalue()


def fates(content: bytes, *, keep: bool = True, role: str = "commissioning_manager"):
    by = given_a(role)
    return run(
        read(content, COLUMNS),
        lambda line: import_supplier(line, by=by, on=ON),
        headings=HEADINGS,
        keep=keep,
    )


def test_a_supplier_is_registered_once_and_placed_on_each_of_its_lots(lot):
    fates(a_file({}, {"lot": "3"}))

    supplier = Supplier.objects.get(name="Avon Assessments")
    assert (supplier.kind, supplier.registered_number, supplier.registered_on) == (
        "company",
        "01234567",
        ON,
    )
    assert [
        (each.lot.number, each.admitted_on, each.application.portal_reference, each.state)
        for each in supplier.admissions.order_by("lot__number")
    ] == [(1, SINCE, "PRO-1", "admitted"), (3, SINCE, "PRO-1", "admitted")]
    decision = supplier.admissions.first().decision
    assert (decision.consulted, decision.consulted_on, decision.decided_on, decision.authority) == (
        "Cabinet Member",
        dt.date(2022, 5, 20),
        ON,
        "CR 3",
    )
    assert list(admitted_on(lot, SINCE)) == [supplier]
    assert list(admitted_on(lot, SINCE - dt.timedelta(days=1))) == []


def test_the_same_file_again_changes_nothing():
    content = a_file({}, {"name": "Wye Therapies", "ref": "PRO-2"})
    fates(content)

    assert [each.outcome for each in fates(content)] == [Outcome.KNOWN, Outcome.KNOWN]
    assert (Supplier.objects.count(), Admission.objects.count()) == (2, 2)


def test_a_supplier_that_is_registered_is_placed_and_not_doubled():
    there = given_a_supplier("Avon Assessments")

    fates(a_file({"name": "AVON assessments"}))

    assert there.admissions.count() == 1


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"since": "31/05/2022"}, "Admitted on: 31 May 2022 is before the scheme began"),
        ({"since": "03/11/2026"}, "Admitted on: 3 November 2026 has not come yet."),
        ({"kind": "Club"}, "Kind is “Club”. Enter Sole trader, Company, Charity, "),
        ({"number": "12"}, "Number: Enter the company number: 8 digits"),
        ({"lot": "Lot 9"}, "Lot is “Lot 9”. Enter Lot 1, Lot 2 or Lot 3."),
        ({"name": ""}, "Name is empty."),
        ({"ref": "P" * 41}, "Reference has 41 characters. Shorten it to 40."),
        ({"name": "Dean Mentors"}, "Dean Mentors is registered as SUP-"),
        ({"name": "Severn", "ref": "PRO-9"}, "Admitted on: Severn is on Lot 1 since 1 June 2022"),
        ({"name": "Frome", "ref": "PRO-8"}, "APP-"),
    ],
)
def test_a_bad_row_says_why_and_keeps_nothing(lot, row, sentence):
    given_a_supplier("Dean Mentors", "charity")
    given_an_admission(given_a_supplier("Severn"), lot)
    given_an_application(given_a_supplier("Frome"), lot)
    before = Supplier.objects.count()

    [fate] = fates(a_file(row), keep=False)

    assert fate.outcome == Outcome.REFUSED
    assert fate.words[0].startswith(sentence)
    assert (Supplier.objects.count(), Admission.objects.count()) == (before, 1)


def test_a_reference_that_is_another_suppliers_already_is_refused():
    fates(a_file({}))

    [fate] = fates(a_file({"name": "Wye Therapies"}), keep=False)

    assert fate.words[0].startswith("Reference PRO-1 is APP-")


@pytest.mark.parametrize(
    ("kind", "cell", "number"),
    [
        ("Company", 1234567, "01234567"),
        ("Company", 123456.0, "00123456"),
        ("CIC", 1234567, "01234567"),
        ("Company", "01234567", "01234567"),
        ("Company", "sc123456", "SC123456"),
        ("Charity", 1123456.0, "1123456"),
    ],
)
def test_zeros_that_a_spreadsheet_took_off_are_put_back_and_shown(kind, cell, number):
    phone = 1452000000.0
    [fate] = fates(a_workbook(kind, cell, phone))

    supplier = Supplier.objects.get(name="Avon Assessments")
    assert (supplier.registered_number, supplier.phone) == (number, "01452000000")
    assert fate.words == (
        f"Avon Assessments on Lot 1 since 1 June 2022, registered number {number}",
    )
    admission = supplier.admissions.get()
    assert (admission.admitted_on, admission.application.portal_reference) == (SINCE, "417")


@pytest.mark.parametrize(
    ("kind", "cell"), [("Company", 12345.0), ("Company", 123456789), ("Charity", 12345)]
)
def test_a_number_of_another_length_is_refused_with_what_it_should_be(kind, cell):
    [fate] = fates(a_workbook(kind, cell, "01452 000000"), keep=False)

    assert fate.words[0].startswith(f"Number: Enter the {kind.lower()} number: ")


@pytest.mark.parametrize("phone", ["01452 000000", "+441452000000", "0800 1111"])
def test_a_telephone_number_that_is_text_stays_as_it_is(phone):
    fates(a_workbook("Company", "01234567", phone))

    assert Supplier.objects.get(name="Avon Assessments").phone == phone


def test_who_may_not_admit_may_not_import():
    with pytest.raises(Forbidden):
        fates(a_file({}), role="commissioner")


def test_the_page_checks_first_and_imports_then():
    client, url = signed_in(given_a("commissioning_manager")), reverse("suppliers:import-suppliers")
    with clock.at(ON):
        page = tried_file(client, url, a_file({}, {"lot": str(Lot.objects.get(number=2).number)}))
        assert Admission.objects.count() == 0
        assert posted(kept_file(client, url, page)) == reverse("suppliers:list")

    assert Admission.objects.count() == 2
