"""Requests and approvals: the report's own table on the page and as CSV, to the penny."""

import csv
from pathlib import Path

import pytest
from django.urls import reverse

import reporting
from mdps.core import clock
from reporting.import_history import import_history
from tests.build.people import given_a
from tests.build.reporting import TODAY

pytestmark = pytest.mark.django_db

HISTORY = Path(reporting.__file__).parent / "data" / "panel-requests-by-category.csv"


@pytest.fixture
def reader(client):
    import_history(HISTORY.read_text().splitlines(), by=None)
    client.force_login(given_a("panel_member"))
    with clock.at(TODAY):
        yield client


def test_the_totals_of_the_report_are_on_the_page(reader):
    shown = reader.get(reverse("reporting:panel")).text

    for total in ("£819,083.17", "£623,023.64", "£1,379,093.01", "£1,102,982.06"):
        assert total in shown
    assert "The panel approved 80.0% of what teams requested in 2020-21" in shown
    assert "As reported, VAT basis not stated" in shown


def test_the_csv_is_the_file_that_was_imported_with_its_basis(reader):
    answer = reader.get(reverse("reporting:panel"), {"as": "csv"})
    rows = list(csv.reader(answer.content.decode("utf-8-sig").splitlines()))
    imported = list(csv.reader(HISTORY.read_text().splitlines()))

    assert [row[:4] for row in rows] == imported
    assert {row[4] for row in rows[1:]} == {"As reported, VAT basis not stated"}
