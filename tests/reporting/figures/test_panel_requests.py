"""Requested and approved: the history to the penny, and the years since as plain SQL says."""

from pathlib import Path

import pytest

import reporting
from mdps.core import clock
from reporting.figures import panel_requests
from reporting.import_history import import_history
from tests.build.reporting import TODAY
from tests.reporting.again.held import differences
from tests.reporting.again.panel import trend

pytestmark = [pytest.mark.usefixtures("past"), pytest.mark.django_db]

HISTORY = Path(reporting.__file__).parent / "data" / "panel-requests-by-category.csv"


@pytest.fixture
def years(past, db):
    import_history(HISTORY.read_bytes(), by=None)
    figures = panel_requests.figures(clock.noon(TODAY))
    return {year["financial_year"]: year for year in figures["years"]}


def test_the_history_is_right_to_the_penny(years):
    totals = {
        year: (years[year]["requested"], years[year]["approved"], years[year]["percent_approved"])
        for year in ("2019-20", "2020-21")
    }

    assert totals == {
        "2019-20": ("819083.17", "623023.64", "76.1"),
        "2020-21": ("1379093.01", "1102982.06", "80.0"),
    }
    assert [
        (row["category"], row["requested"], row["approved"])
        for row in years["2020-21"]["categories"]
    ] == [
        (
            "Specialist Assessments (PAMs, Cognitive, Psychological etc...)",
            "716168.64",
            "596585.40",
        ),
        ("Advocacy Services / Mentoring / Welfare Visits / Contact", "254795.04", "178231.75"),
        ("DNA/Drug/Alcohol Testing", "248011.78", "226421.16"),
        ("Therapies (Play, Art, Equine, Etc.) / Counselling", "160117.55", "101743.75"),
    ]


@pytest.mark.usefixtures("years")
def test_each_year_is_what_plain_sql_says():
    figures = panel_requests.figures(clock.noon(TODAY))

    assert differences(figures, trend("2026-06-15", still_running=True)) == []


def test_deferred_lines_count_nowhere_and_declined_ones_as_requested(years):
    therapies = years["2025-26"]["categories"][3]

    # Play therapy: £3,940.00 approved in full, £600.00 in part, £250.50 declined, £55.00 deferred.
    assert (therapies["requested"], therapies["approved"]) == ("4790.50", "4420.40")


def test_the_basis_is_said_for_each_year(years):
    assert years["2019-20"]["basis"] == "As reported, VAT basis not stated"
    assert years["2025-26"]["basis"] == "GBP, excluding VAT"


def test_the_current_year_is_not_complete_and_missing_ones_are_named(years):
    figures = panel_requests.figures(clock.noon(TODAY))

    assert [year for year, row in years.items() if not row["complete"]] == ["2026-27"]
    assert figures["not_reported"] == ["2021-22", "2022-23", "2024-25"]
