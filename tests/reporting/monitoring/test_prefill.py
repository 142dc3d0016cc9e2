"""The figures that a return is opened with, held against what was done and against plain SQL."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contracts.end import terminate
from lots.models import Lot
from reporting.monitoring.packages import started
from reporting.monitoring.prefill import prefilled
from reporting.periods import HALF, ending
from tests.build.contracts import given_a_delivery, given_an_officer
from tests.build.lots import given_a_version, text
from tests.build.monitoring import LAST_DAY, OPENED, given_a_package
from tests.build.panel import TODAY
from tests.build.suppliers import given_a_supplier, given_a_suspension, given_evidence
from tests.reporting.recomputed import rows

pytestmark = pytest.mark.django_db

PERIOD = ending(LAST_DAY, months=HALF)
DAY = dt.timedelta(days=1)
TOTALS = """
    WITH package AS (
        SELECT c.id, c.starts_on, c.units, c.unit_price,
               CASE WHEN c.state IN ('completed', 'terminated')
                    THEN least(c.ends_on, c.state_since) ELSE c.ends_on END AS over_on,
               (SELECT coalesce(sum(v.units), 0) FROM contracts_variation v
                WHERE v.contract_id = c.id) AS varied,
               (SELECT r.unit_price FROM suppliers_rateline r
                WHERE r.supplier_id = c.supplier_id AND r.service_id = c.service_id
                  AND r.cancelled_on IS NULL AND r.effective_from <= c.awarded_on
                  AND coalesce(r.effective_to, 'infinity') >= c.awarded_on) AS card,
               (SELECT min(d.since) FROM contracts_delivery d
                WHERE d.contract_id = c.id AND d.units > 0 AND d.until < %(end)s) AS first
        FROM contracts_calloffcontract c JOIN suppliers_supplier s ON s.id = c.delivered_by_id
        WHERE s.name = %(supplier)s AND c.state <> 'unawarded'
          AND (SELECT sum(amount) FROM contracts_commitment WHERE contract_id = c.id) > 0
    )
    SELECT count(*) FILTER (WHERE over_on >= %(end)s) AS live,
           count(*) FILTER (WHERE over_on < %(end)s) AS ended,
           coalesce(sum(units + varied), 0)::int AS ordered,
           (SELECT coalesce(sum(d.units), 0)::int FROM contracts_delivery d
            WHERE d.contract_id IN (SELECT id FROM package) AND d.until < %(end)s) AS delivered,
           (SELECT coalesce(sum(d.units), 0)::int FROM contracts_delivery d
            WHERE d.contract_id IN (SELECT id FROM package) AND d.until < %(end)s
              AND d.until >= %(start)s) AS delivered_in_period,
           (SELECT coalesce(sum(d.missed), 0)::int FROM contracts_delivery d
            WHERE d.contract_id IN (SELECT id FROM package) AND d.until < %(end)s
              AND d.until >= %(start)s) AS missed,
           count(*) FILTER (WHERE starts_on >= %(start)s AND first <= starts_on + 7) AS on_time,
           count(*) FILTER (WHERE starts_on >= %(start)s AND (first > starts_on + 7
               OR first IS NULL AND starts_on + 7 < %(end)s)) AS late,
           count(*) FILTER (WHERE unit_price = card) AS at_the_card,
           count(*) FILTER (WHERE unit_price < card) AS below_the_card,
           count(*) FILTER (WHERE unit_price > card) AS above_the_card
    FROM package WHERE starts_on < %(end)s AND over_on >= %(start)s
"""


def figures_of(supplier: str) -> dict[str, Any]:
    found = {each.name: figures for each, figures in prefilled(PERIOD, on=OPENED).items()}
    return found[supplier]


def given_a_half_year_of_work() -> None:
    """One package delivered, one never begun, one ended early, one that runs on."""
    given_a_delivery(given_a_package(), 8, 2)
    given_a_package()
    ended = given_a_package(unit_price=Decimal("90.00"))
    given_a_delivery(ended, 3, 1, on=TODAY + 8 * DAY)
    terminate(ended, reasons="Moved away.", by=given_an_officer(), on=TODAY + 20 * DAY)
    given_a_delivery(given_a_package(ends_on=OPENED), 1, on=TODAY + 7 * DAY)
    given_a_package("Wye Psychology")


def test_the_sums_are_what_plain_sql_says():
    given_a_half_year_of_work()
    asked = {"start": PERIOD.start, "end": PERIOD.end, "supplier": "Severn Assessments"}

    totals = figures_of("Severn Assessments")["totals"]

    assert totals == rows(TOTALS, asked)[0]
    assert totals == {
        "live": 1,
        "ended": 3,
        "ordered": 40,
        "delivered": 12,
        "delivered_in_period": 12,
        "missed": 3,
        "on_time": 2,
        "late": 2,
        "at_the_card": 3,
        "below_the_card": 1,
        "above_the_card": 0,
    }


def test_one_package_in_full():
    contract = given_a_package()
    given_a_delivery(contract, 8, 2)

    assert figures_of("Severn Assessments")["packages"] == [
        {
            "contract": contract.reference,
            "service": "Psychological assessment",
            "lot": 1,
            "starts_on": "2026-06-02",
            "ends_on": "2026-08-25",
            "live": False,
            "ordered": 10,
            "delivered": 8,
            "delivered_in_period": 8,
            "missed": 2,
            "start": "on_time",
            "unit_price": "100.00",
            "card_price": "100.00",
        }
    ]


@pytest.mark.parametrize(
    ("agreed", "first", "on", "expected"),
    [
        (TODAY, TODAY + 7 * DAY, OPENED, "on_time"),
        (TODAY, TODAY + 8 * DAY, OPENED, "late"),
        (TODAY, None, TODAY + 7 * DAY, "to_come"),
        (TODAY, None, TODAY + 8 * DAY, "late"),
        (PERIOD.start, PERIOD.start, OPENED, "on_time"),
        (PERIOD.start - DAY, PERIOD.start, OPENED, ""),
        (PERIOD.end, None, OPENED, ""),
    ],
)
def test_a_start_is_on_time_up_to_its_seventh_day(agreed, first, on, expected):
    assert started(agreed, first, PERIOD, on=on) == expected


def test_suspensions_evidence_and_standards_of_its_lots_are_in_it():
    given_a_package()
    supplier, lot = given_a_supplier("Severn Assessments"), Lot.objects.get(number=1)
    given_a_suspension(supplier.admissions.get(), TODAY)
    for expires in (LAST_DAY, OPENED, dt.date(2027, 5, 31), dt.date(2027, 6, 1)):
        given_evidence(supplier, "public_liability", expires)
    rows = (text(1, "Reports in time"), text(2, "Answers in two days"))
    given_a_version(lot, "standards", *rows, on=LAST_DAY)
    given_a_version(lot, "standards", rows[0], on=OPENED)
    given_a_version(Lot.objects.get(number=2), "standards", *rows, on=LAST_DAY)

    found = figures_of("Severn Assessments")

    assert found["suspensions"] == [{"lot": 1, "starts_on": "2026-06-02", "resumes_on": None}]
    assert [each["expires_on"] for each in found["evidence_expiring"]] == [
        "2026-12-01",
        "2027-05-31",
    ]
    [standards] = found["standards"]
    assert standards["lot"] == 1
    assert [each["heading"] for each in standards["clauses"]] == [
        "Reports in time",
        "Answers in two days",
    ]


def test_the_figures_take_as_many_queries_for_three_suppliers_as_for_one():
    given_a_package("One")
    with CaptureQueriesContext(connection) as one:
        assert len(prefilled(PERIOD, on=OPENED)) == 1
    given_a_package("Two")
    given_a_package("Three")
    given_a_package("Three")
    with CaptureQueriesContext(connection) as three:
        assert len(prefilled(PERIOD, on=OPENED)) == 3
    assert len(one) == len(three)
