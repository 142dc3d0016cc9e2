"""The annual figures, held against the same figures in plain SQL."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contracts.models import CallOffContract
from mdps.core import clock
from reporting.figures import annual_cabinet, savings
from reporting.periods import Period
from tests.build.reporting import TODAY, YEAR
from tests.reporting import recomputed

pytestmark = [pytest.mark.usefixtures("past"), pytest.mark.django_db]

QUIET = Period(dt.date(2022, 6, 1), dt.date(2023, 6, 1))
FIRST, LAST, TO_DATE = "2025-06-01", "2026-05-31", ("2022-06-01", "2026-06-15")
NOTHING = dict.fromkeys(("gross", "increased", "released", "net"), "0.00") | {"count": 0}
SUMS = tuple(NOTHING)


@pytest.fixture
def figures(past: None, db: None) -> dict[str, Any]:
    return annual_cabinet.figures(YEAR, clock.noon(TODAY))


def only_sums(row: dict[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in SUMS}


def test_every_figure_is_what_plain_sql_says(figures):
    awarded = figures["awarded"]
    assert only_sums(awarded) == recomputed.sums(FIRST, LAST)
    assert [{"mean": awarded["mean"], "median": awarded["median"]}] == recomputed.rows(
        recomputed.MIDDLE, (FIRST, LAST)
    )
    assert awarded["suppliers"] == len(recomputed.sums_by(FIRST, LAST, "supplier_id"))
    before = recomputed.sums("2024-06-01", "2025-05-31")
    assert figures["year_before"] == {"count": before["count"], "gross": before["gross"]}

    by_lot = recomputed.sums_by(FIRST, LAST, "lot")
    assert {row["lot"]: only_sums(row) for row in figures["by_lot"]} == by_lot
    by_category = recomputed.sums_by(FIRST, LAST, "category")
    assert {
        row["category"]: only_sums(row) for row in figures["by_category"] if row["count"]
    } == by_category
    largest = [(award["supplier"], award["value"]) for award in figures["largest"]]
    assert largest == recomputed.largest(FIRST, LAST, 10)


def test_routes_and_suppliers_add_up_to_what_was_awarded(figures):
    by_supplier = recomputed.sums_by(FIRST, LAST, "supplier")
    assert {row["supplier"]: only_sums(row) for row in figures["by_supplier"]} == by_supplier
    direct, competition = figures["by_route"]
    awarded = figures["awarded"]
    assert (direct["count"], direct["gross"]) == (awarded["count"], awarded["gross"])
    assert (competition["count"], competition["gross"]) == (0, "0.00")


def test_savings_are_what_plain_sql_says(figures):
    """Each by its own method; of the median, the prices that were frozen at the award."""
    medians = recomputed.rows(recomputed.BELOW_THE_MEDIAN, (FIRST, LAST))[0]

    assert figures["savings"] == {
        "not_approved": recomputed.rows(recomputed.NOT_APPROVED, (FIRST, LAST))[0]["amount"],
        "discounts": "0.00",
        **medians,
    }
    assert figures["savings"]["not_approved"] == "370.10"


def test_a_discount_is_what_it_took_off():
    """£95.00 at 5% off and £10.00 at none: £5.00."""
    contract = CallOffContract(
        parts=[
            {"units": 10, "amount": "95.00", "percent": "5.00"},
            {"units": 1, "amount": "10.00", "percent": "0.00"},
        ]
    )

    assert savings.discount(contract) == Decimal("5.00")


def test_what_is_committed_to_date_is_what_plain_sql_says(figures):
    to_date = figures["to_date"]
    everything = recomputed.sums(*TO_DATE)
    scheme = recomputed.rows(
        "SELECT committed::text, cap::text, (cap - committed)::text AS headroom FROM lots_scheme"
    )[0]

    assert to_date["awarded"] == everything
    assert {name: to_date[name] for name in scheme} == scheme
    by_lot = recomputed.sums_by(*TO_DATE, "lot")
    assert {row["lot"]: only_sums(row) for row in to_date["lots"]} == by_lot
    for year in to_date["years"]:
        until = min(year["last_day"], TO_DATE[1])
        assert only_sums(year) == recomputed.sums(year["first_day"], until)
        assert year["committed_at_end"] == recomputed.sums(TO_DATE[0], until)["net"]
        lots = recomputed.sums_by(year["first_day"], until, "lot")
        assert {lot["lot"]: lot["net"] for lot in year["lots"]} == {
            number: lots.get(number, NOTHING)["net"] for number in (1, 2, 3)
        }
    for point in to_date["series"][1:]:
        assert point["committed"] == recomputed.sums(TO_DATE[0], point["on"])["net"]


def test_providers_are_what_plain_sql_says(figures):
    everybody = figures["suppliers"]["all"]
    assert everybody["at_end"] == recomputed.rows(recomputed.ON_A_LOT, (LAST, LAST))[0]["count"]
    suspended = recomputed.rows(recomputed.SUSPENDED, (FIRST, LAST))[0]["count"]
    assert everybody == {
        "at_end": 4,
        "joined": 3,
        "suspended": suspended,
        "removed": 1,
        "withdrawn": 1,
    }
    assert suspended == 2
    where = {"sme": "is_sme", "vcse": "is_vcse", "sole_trader": "supplier_kind = 'sole_trader'"}
    for row in figures["kinds_of_supplier"]:
        sums = recomputed.sums(FIRST, LAST, where[row["kind"]])
        assert (row["count"], row["gross"]) == (sums["count"], sums["gross"])


def test_providers_named_by_a_court_in_the_year_are_followed_to_their_end(figures):
    assert figures["named_by_courts"] == {
        "invited": 2,
        "joined": 0,
        "open": 1,
        "not_joined": 1,
        "percent": 0,
    }


def test_the_first_and_the_last_day_belong_to_the_year_and_no_other(figures):
    assert figures["awarded"]["count"] == 10
    assert figures["year_before"] == {"count": 1, "gross": "3300.10"}


def test_an_award_of_exactly_the_threshold_is_not_above_it(figures):
    assert figures["over_threshold"] == {
        "threshold": "500000.00",
        "awards": [
            figures["largest"][0]
            | {"minute": "CAB/2026/04", "decided_on": "2026-04-10", "covers": "512345.67"}
        ],
    }


def test_spot_purchases_stand_beside_and_never_in_the_awards(figures):
    assert figures["spot_purchases"] == {
        "count": 1,
        "amount": "450.00",
        "reasons": [
            {"reason": "no_lot", "words": "The service has no lot", "count": 1, "amount": "450.00"}
        ],
    }


def test_an_award_after_the_as_at_is_not_known_yet(figures):
    earlier = annual_cabinet.figures(YEAR, clock.noon(TODAY.replace(month=5, day=31)))

    assert earlier["to_date"]["committed"] == "1038487.51"
    assert figures["to_date"]["committed"] == "1040265.28"


def test_a_year_with_no_awards_is_all_noughts():
    figures = annual_cabinet.figures(QUIET, clock.noon(QUIET.end))

    assert figures["awarded"] == NOTHING | {"mean": "0.00", "median": "0.00", "suppliers": 0}
    assert figures["largest"] == []
    assert figures["to_date"]["headroom"] == "10500000.00"


def test_more_awards_cost_no_more_queries():
    queries = []
    for period in (QUIET, YEAR):
        with CaptureQueriesContext(connection) as context:
            annual_cabinet.figures(period, clock.noon(TODAY))
        queries.append(len(context))

    assert queries[0] == queries[1]
