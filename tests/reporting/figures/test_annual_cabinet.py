"""The annual figures, held against the same figures in plain SQL."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mdps.core import clock
from reporting.figures import annual_cabinet, savings
from reporting.periods import Period
from tests.build.reporting import TODAY, YEAR

pytestmark = [pytest.mark.usefixtures("past"), pytest.mark.django_db]

QUIET = Period(dt.date(2022, 6, 1), dt.date(2023, 6, 1))
NOTHING = dict.fromkeys(("gross", "increased", "released", "net"), "0.00") | {"count": 0}


@pytest.fixture
def figures(past: None, db: None) -> dict[str, Any]:
    return annual_cabinet.figures(YEAR, clock.noon(TODAY))


def test_a_discount_is_what_it_took_off():
    """£95.00 at 5% off and £10.00 at none: £5.00."""
    parts = [
        {"units": 10, "amount": "95.00", "percent": "5.00"},
        {"units": 1, "amount": "10.00", "percent": "0.00"},
    ]

    assert savings.discount(parts) == Decimal("5.00")


def test_providers_that_came_and_went_are_counted_once(figures):
    assert figures["suppliers"]["all"] == {
        "at_end": 4,
        "joined": 3,
        "suspended": 2,
        "removed": 1,
        "withdrawn": 1,
    }


def test_the_year_before_stands_beside_figure_by_figure(figures):
    found = figures["comparison"]
    rows = {row["figure"]: row for row in found["figures"]}

    assert (found["first_day"], found["last_day"]) == ("2024-06-01", "2025-05-31")
    assert found["not_comparable"] is None
    assert rows["awards"] == {
        "figure": "awards",
        "unit": "count",
        "now": 10,
        "before": 1,
        "difference": 9,
    }
    assert (rows["mean"]["before"], rows["released"]["difference"]) == ("3300.10", "940.00")


def test_the_months_of_a_lot_come_to_what_was_awarded_in_it(figures):
    months = figures["by_month"]
    by_lot = [[Decimal(lot["gross"]) for lot in month["lots"]] for month in months]

    assert (months[0]["month"], len(months)) == ("2025-06-01", 12)
    assert [sum(lots) for lots in by_lot] == [Decimal(month["gross"]) for month in months]
    assert [sum(lot) for lot in zip(*by_lot, strict=True)] == [
        Decimal(lot["gross"]) for lot in figures["by_lot"]
    ]


def test_months_that_have_not_begun_are_not_shown():
    found = annual_cabinet.figures(YEAR, clock.noon(dt.date(2025, 8, 31)))
    assert [row["month"] for row in found["by_month"]] == ["2025-06-01", "2025-07-01", "2025-08-01"]


@pytest.mark.parametrize(
    ("first", "as_at", "why"),
    [
        (QUIET.start, TODAY, "before_the_scheme"),
        (dt.date(2023, 5, 1), TODAY, "before_the_scheme"),
        (dt.date(2023, 6, 1), TODAY, None),
        (YEAR.start, YEAR.last_day, None),
        (YEAR.start, dt.date(2026, 5, 30), "incomplete"),
    ],
)
def test_like_is_compared_with_like_only(first, as_at, why):
    period = Period(first, first.replace(year=first.year + 1))
    found = annual_cabinet.figures(period, clock.noon(as_at))["comparison"]

    assert found["not_comparable"] == why
    assert all((row["before"] is None) == bool(why) for row in found["figures"])


def test_earlier_spot_prices_are_medians_of_two_years_and_never_of_the_day_itself():
    def below(*days_and_prices: tuple[str, str]) -> Decimal | None:
        row: dict = {"service": 1, "units": 3, "value": Decimal("250.00")}
        row["awarded_on"] = dt.date(2026, 2, 28)
        whole = {"full_amount": None, "is_joint": None, "share_percent": None}
        prices = [(dt.date.fromisoformat(day), Decimal(price)) for day, price in days_and_prices]
        return savings.below_spot(row | whole, {row["service"]: prices})

    assert below() is None
    assert below(("2026-02-28", "100.00"), ("2024-02-27", "100.00")) is None
    assert below(("2024-02-28", "100.00")) == Decimal("50.00")
    assert below(("2026-02-27", "100.01"), ("2025-01-01", "50.00")) == Decimal("-24.98")


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
    for period in (Period(QUIET.end, dt.date(2024, 6, 1)), YEAR):
        with CaptureQueriesContext(connection) as context:
            annual_cabinet.figures(period, clock.noon(TODAY))
        queries.append(len(context))

    assert queries[0] == queries[1]
