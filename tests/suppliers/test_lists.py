"""The register and the list of applications: narrowed, sorted, counted in queries, downloaded."""

import csv
import datetime as dt
import io

import pytest
from django.test import Client
from django.urls import reverse

from lots.models import Lot
from suppliers.suspend import suspend
from tests.build.people import given_a
from tests.build.suppliers import (
    consulted,
    given_a_removal,
    given_a_supplier,
    given_an_admission,
    given_an_assessed_application,
)

pytestmark = pytest.mark.django_db

ON = dt.date(2026, 6, 1)
LISTS = ["suppliers:list", "suppliers:applications"]


def first_cells(client: Client, url_name: str, **query: object) -> list[str]:
    table = client.get(reverse(url_name), query).context["table"]
    return [row[0].text for row in table.rows]


@pytest.fixture
def register(lot) -> dict[str, Lot]:
    """Avon on Lot 1; Severn suspended from Lot 1, on Lot 2; Wye removed from Lot 1; Thames new."""
    other = Lot.objects.get(number=2)
    manager = given_a("commissioning_manager")
    given_an_admission(given_a_supplier("Avon", "charity"), lot)
    given_an_admission(given_a_supplier("Severn"), other)
    suspended = given_an_admission(given_a_supplier("Severn"), lot)
    suspend(suspended, consultation=consulted(ON), by=manager, on=ON)
    removed = given_an_admission(given_a_supplier("Wye"), lot)
    given_a_removal(removed, ON)
    given_a_supplier("Thames", "sole_trader", ON)
    return {"one": lot, "two": other}


@pytest.mark.parametrize(
    ("lot_name", "query", "names"),
    [
        ("", {}, ["Avon", "Severn", "Thames", "Wye"]),
        ("", {"name": "eve"}, ["Severn"]),
        ("", {"kind": "charity"}, ["Avon"]),
        ("one", {}, ["Avon", "Severn"]),
        ("two", {}, ["Severn"]),
        ("", {"standing": "admitted"}, ["Avon", "Severn"]),
        ("one", {"standing": "admitted"}, ["Avon"]),
        ("one", {"standing": "suspended"}, ["Severn"]),
        ("two", {"standing": "suspended"}, []),
        ("", {"standing": "removed"}, ["Wye"]),
        ("", {"standing": "none"}, ["Thames"]),
        ("two", {"standing": "none"}, ["Avon", "Thames", "Wye"]),
    ],
)
def test_the_register_is_narrowed(as_a, register, lot_name, query, names):
    asked = query | ({"lot": register[lot_name].pk} if lot_name else {})

    assert first_cells(as_a("auditor"), "suppliers:list", **asked) == names


def test_a_search_of_two_letters_is_refused_at_its_field(as_a, register):
    page = as_a("auditor").get(reverse("suppliers:list"), {"name": "ev"})

    assert "Enter at least 3 letters to search" in page.content.decode()


def test_the_register_sorts_by_name_and_by_day(as_a, register):
    client = as_a("auditor")

    assert first_cells(client, "suppliers:list", sort="-name")[0] == "Wye"
    assert first_cells(client, "suppliers:list", sort="-registered_on")[0] == "Thames"


def test_a_row_says_on_which_lots_and_how_it_stands(as_a, register):
    table = as_a("auditor").get(reverse("suppliers:list")).context["table"]

    assert [(row[0].text, row[3].raw, row[4].raw) for row in table.rows] == [
        ("Avon", "Lot 1", "Admitted"),
        ("Severn", "Lot 1 suspended and Lot 2", "Partly suspended"),
        ("Thames", "", "Not admitted"),
        ("Wye", "", "Removed"),
    ]


@pytest.mark.parametrize("query", [{"state": "admitted"}, {"supplier": "avon"}])
def test_the_applications_are_narrowed(as_a, lot, query):
    given_an_assessed_application(given_a_supplier("Severn"), lot)
    wanted = given_an_admission(given_a_supplier("Avon"), lot).application

    found = first_cells(as_a("auditor"), "suppliers:applications", **query)

    assert found == [wanted.reference]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_costs_the_same_for_one_and_for_three(
    as_a, lot, name, django_assert_num_queries, django_assert_max_num_queries
):
    client = as_a("auditor")
    given_an_admission(given_a_supplier("Avon"), lot)
    with django_assert_max_num_queries(12) as one:
        client.get(reverse(name))

    for supplier in ("Severn", "Wye"):
        given_an_admission(given_a_supplier(supplier), lot)

    with django_assert_num_queries(len(one)):
        client.get(reverse(name))


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_downloaded(as_a, lot, name, kind):
    given_an_admission(given_a_supplier(), lot)

    assert as_a("auditor").get(reverse(name), {"as": kind}).status_code == 200


def test_the_download_holds_words_and_no_formula(as_a, lot):
    given_an_admission(given_a_supplier("=HYPERLINK(1)"), lot)

    page = as_a("auditor").get(reverse("suppliers:list"), {"as": "csv"})
    lines = list(csv.reader(io.StringIO(page.getvalue().decode("utf-8-sig"))))

    assert lines[1][0] == "'=HYPERLINK(1)"
    assert lines[1][2:] == ["Company", "Lot 1", "Admitted", "2022-06-01"]
