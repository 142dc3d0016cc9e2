"""Requests and approvals: the report's own table on the page and as CSV, to the penny."""

import csv
import html
import re
from decimal import Decimal
from pathlib import Path

import pytest
from django.urls import reverse

import reporting
from mdps.core import clock
from mdps.core.financial_years import financial_year
from panel.decide import decide
from reporting.import_history import import_history
from tests.build.browsing import read_whole
from tests.build.panel import given_a_chair, given_an_open_item, given_it_is_closed
from tests.build.people import given_a
from tests.build.reporting import TODAY

pytestmark = pytest.mark.django_db

HISTORY = Path(reporting.__file__).parent / "data" / "panel-requests-by-category.csv"


@pytest.fixture
def reader(client):
    import_history(HISTORY.read_bytes(), by=None)
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


def test_new_years_stand_beside_the_reports_own_and_lead_to_their_lines(reader):
    """Approved in part and declined: both count as requested, in the year of the decision."""
    asked = [("Play therapy", 12, Decimal("720.00")), ("Play therapy", 10, Decimal("600.10"))]
    item = given_an_open_item(lines=asked, on=TODAY)
    part, declined = item.request.lines.all()
    chair = {"reasons": "So.", "by": given_a_chair(), "on": TODAY}
    decide(item, part, kind="approve_in_part", amount=Decimal("700.01"), **chair)
    decide(item, declined, kind="decline", **chair)
    given_it_is_closed(item, on=TODAY)

    shown = reader.get(reverse("reporting:panel")).text
    file = read_csv(reader.get(reverse("reporting:panel"), {"as": "csv"}))
    leads_to = {
        amount: html.unescape(re.search(rf'href="([^"]+)">{re.escape(amount)}<', shown)[1])
        for amount in ("£1,320.10", "£700.01")
    }
    requested = read_csv(reader.get(f"{leads_to['£1,320.10']}&as=csv"))
    approved = read_csv(reader.get(f"{leads_to['£700.01']}&as=csv"))

    year = financial_year(TODAY)
    of_year = [row for row in file if row[0] == year and row[2] != "0.00"]
    assert [row[2:4] for row in of_year] == [["1320.10", "700.01"]]
    assert [row[0] for row in file[1:] if row[2] != "0.00"] == [
        *["2019-20"] * 4,
        *["2020-21"] * 4,
        year,
    ]
    assert sum(map(Decimal, column(requested, "Requested"))) == Decimal("1320.10")
    assert column(approved, "Approved") == ["700.01"]


def column(rows: list[list[str]], name: str) -> list[str]:
    """What stands below a heading."""
    heading, *lines = rows
    return [line[heading.index(name)] for line in lines]


def read_csv(answer) -> list[list[str]]:
    content = read_whole(answer) if answer.streaming else answer.content
    return list(csv.reader(content.decode("utf-8-sig").splitlines()))
