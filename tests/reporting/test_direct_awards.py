"""The register of direct awards: each that rested on an authorisation, and nothing of a child."""

import csv
import datetime as dt
import io
from decimal import Decimal

import pytest
from django.urls import reverse
from pypdf import PdfReader

from mdps.core import clock
from reporting.documents import direct_awards as words
from reporting.figures import direct_awards
from tests.build.contracts import (
    given_an_admitted_supplier,
    given_an_award,
    given_an_officer,
)
from tests.build.panel import given_an_approved_line
from tests.build.people import given_a
from tests.reporting.recomputed import rows

pytestmark = pytest.mark.django_db

LAST, FIRST = dt.date(2026, 3, 31), dt.date(2026, 4, 1)
TODAY = dt.date(2026, 6, 15)
PLAIN = """
    SELECT count(*) AS count, coalesce(sum(value), 0)::numeric(12, 2)::text AS value
    FROM contracts_calloffcontract
    WHERE authorisation_id IS NOT NULL AND awarded_on BETWEEN %s AND %s
"""


def given_a_direct_award(value: str, on: dt.date) -> None:
    """Above the limit it rests on an authorisation."""
    supplier = given_an_admitted_supplier(price="90000.00")
    line = given_an_approved_line(amount=Decimal(value), on=on)
    given_an_award(
        line,
        on=on,
        by=given_an_officer(on=dt.date(2022, 6, 1)),
        supplier=supplier,
        unit_price=Decimal(value),
        starts_on=on + dt.timedelta(days=1),
        ends_on=on + dt.timedelta(days=80),
        reason="Nobody else has a place for this child.",
    )


@pytest.fixture
def awards(client):
    given_a_direct_award("25000.00", LAST)
    given_a_direct_award("25000.01", LAST)
    given_a_direct_award("31000.00", FIRST)
    client.force_login(given_a("auditor"))
    with clock.at(TODAY):
        yield client


def test_a_year_has_its_awards_from_its_first_to_its_last_day(awards):
    found = {
        year: direct_awards.figures(year, clock.noon(TODAY)) for year in ("2025-26", "2026-27")
    }

    assert [(each["count"], each["value"], each["complete"]) for each in found.values()] == [
        (1, "25000.01", True),
        (1, "31000.00", False),
    ]
    for year, first, last in (
        ("2025-26", "2025-04-01", "2026-03-31"),
        ("2026-27", "2026-04-01", "2027-03-31"),
    ):
        plain = rows(PLAIN, (first, last))[0]
        assert {name: found[year][name] for name in plain} == plain


def test_the_page_and_its_file_have_the_same_awards_and_no_free_text(awards):
    page = awards.get(reverse("reporting:direct-awards")).text
    answer = awards.get(reverse("reporting:direct-awards"), {"as": "csv"})
    lines = list(csv.DictReader(answer.content.decode("utf-8-sig").splitlines()))

    assert [line["Value, GBP ex VAT"] for line in lines] == ["31000.00", "25000.01"]
    assert "£31,000.00" in page
    assert "£25,000.01" in page
    assert "Nobody else has a place" not in page + answer.content.decode()


def test_the_paper_has_every_award_of_its_year_and_no_other(awards):
    answer = awards.get(reverse("reporting:direct-awards-pdf", args=["2025-26"]))
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)

    assert "£25,000.01" in text
    assert "£31,000.00" not in text


@pytest.mark.parametrize("year", ["2019-20", "2030-31", "soon"])
def test_a_year_that_is_none_of_the_schemes_is_not_found(awards, year):
    assert awards.get(reverse("reporting:direct-awards-pdf", args=[year])).status_code == 404


def test_a_year_without_one_says_so():
    found = direct_awards.figures("2023-24", clock.noon(TODAY))

    assert words.sentence(found) == "No award of 2023-24 needed an authorisation."
    assert words.document(found).chapters[1].blocks
