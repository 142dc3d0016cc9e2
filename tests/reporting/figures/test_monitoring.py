"""The monitoring figures, held against the same figures in plain SQL."""

import pytest

from mdps.core import clock
from reporting.figures import monitoring
from tests.build.reporting import HALF, TODAY

pytestmark = [pytest.mark.usefixtures("past"), pytest.mark.django_db]


@pytest.fixture
def figures(past, db):
    return monitoring.figures(HALF, clock.noon(TODAY))


def test_the_packages_of_lots_and_suppliers_add_up(figures):
    packages = figures["packages"]
    for ended_or_live in ("live", "ended"):
        assert sum(lot[ended_or_live] for lot in packages["lots"]) == packages[ended_or_live]
        assert sum(row[ended_or_live] for row in figures["by_supplier"]) == packages[ended_or_live]


def test_a_package_whose_whole_value_was_released_is_not_counted(figures):
    cotswold = [row for row in figures["by_supplier"] if row["supplier"] == "Cotswold Play Therapy"]

    assert [(row["count"], row["live"], row["ended"]) for row in cotswold] == [(3, 0, 2)]


def test_evidence_expires_from_the_first_to_the_last_day_of_the_next_half(figures):
    expiring = figures["evidence_expiring"]

    assert (expiring["first_day"], expiring["last_day"]) == ("2026-06-01", "2026-11-30")
    assert [(item["supplier"], item["expires_on"]) for item in expiring["items"]] == [
        ("Severn Assessments", "2026-06-01"),
        ("Łucja Kowalska", "2026-11-30"),
    ]


def test_what_happened_is_listed_day_by_day(figures):
    assert [(event["on"], event["event"], event["supplier"]) for event in figures["events"]] == [
        ("2026-01-12", "suspended", "Forest Family CIC"),
        ("2026-02-27", "removed", "Forest Family CIC"),
        ("2026-05-31", "suspended", "Cotswold Play Therapy"),
        ("2026-05-31", "withdrawn", "Usk Play"),
        ("2026-05-31", "admitted", "Wye Counselling"),
    ]
