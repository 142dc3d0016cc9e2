"""When the cap is reached: at its edges, by plain sums, and by the season."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts import forecast
from contracts.forecast import Rate

TODAY = dt.date(2026, 5, 31)
YEAR = Rate(dt.date(2025, 6, 1), TODAY, Decimal("365.00"))
START = dt.date(2022, 6, 1)


@pytest.mark.parametrize(
    ("headroom", "day"),
    [
        ("0.00", TODAY),
        ("-5.00", TODAY),
        ("0.01", dt.date(2026, 6, 1)),
        ("1.00", dt.date(2026, 6, 1)),
        ("1.01", dt.date(2026, 6, 2)),
        ("365.00", dt.date(2027, 5, 31)),
    ],
)
def test_a_pound_a_day_reaches_the_cap_on_the_day_the_last_penny_is_used(
    headroom: str, day: dt.date
) -> None:
    assert forecast.reached_on(YEAR, Decimal(headroom), TODAY) == day


def test_a_rate_of_nothing_or_less_never_reaches_it_and_neither_does_a_tiny_one() -> None:
    for amount in ("0.00", "-1.00", "0.01"):
        rate = Rate(YEAR.start, YEAR.end, Decimal(amount))
        assert forecast.reached_on(rate, Decimal("1000.00"), TODAY) is None


def test_the_rate_of_a_year_is_what_was_committed_in_it() -> None:
    assert (YEAR.days, YEAR.a_year) == (365, Decimal("365.00"))


@pytest.mark.parametrize(
    ("today", "years"),
    [
        (dt.date(2024, 5, 30), 1),
        (dt.date(2024, 5, 31), 2),
        (dt.date(2024, 6, 1), 2),
        (dt.date(2022, 6, 1), 0),
    ],
)
def test_a_scheme_year_is_whole_on_its_last_day(today: dt.date, years: int) -> None:
    assert forecast.whole_years(START, today) == years


def test_the_season_needs_two_whole_years() -> None:
    months = {START: Decimal(1)}
    assert forecast.shares(months, START, dt.date(2024, 5, 30)) == []
    assert forecast.shares(months, START, dt.date(2024, 5, 31))[5] == 1


def test_a_year_spent_in_june_alone_reaches_the_cap_in_a_june() -> None:
    by_month = forecast.shares(
        {dt.date(2022, 6, 1): Decimal(100), dt.date(2023, 6, 1): Decimal(100)}, START, TODAY
    )

    first = forecast.reached_by_season(YEAR, by_month, Decimal("365.00"), TODAY)
    second = forecast.reached_by_season(YEAR, by_month, Decimal("365.01"), TODAY)

    assert (first, second) == (dt.date(2026, 6, 30), dt.date(2027, 6, 1))


def test_without_a_season_or_a_rate_nothing_is_said_by_season() -> None:
    even = [Decimal(1) / 12] * 12
    nothing = Rate(YEAR.start, YEAR.end, Decimal(0))
    assert forecast.reached_by_season(YEAR, [], Decimal(1), TODAY) is None
    assert forecast.reached_by_season(nothing, even, Decimal(1), TODAY) is None
    assert forecast.reached_by_season(YEAR, even, Decimal(0), TODAY) == TODAY


def test_the_ends_that_the_cap_does_not_last_to_are_named() -> None:
    bounds = [("initial_term", dt.date(2027, 5, 31)), ("statutory_end", dt.date(2029, 2, 23))]
    assert forecast.passed(dt.date(2027, 5, 30), bounds) == ("initial_term", "statutory_end")
    assert forecast.passed(dt.date(2027, 5, 31), bounds) == ("statutory_end",)
    assert forecast.passed(None, bounds) == ()


pounds = st.decimals(Decimal("0.01"), Decimal("9999999.99"), places=2)


@given(rate=pounds, headroom=pounds, more=pounds)
def test_more_headroom_never_brings_the_day_forward(
    rate: Decimal, headroom: Decimal, more: Decimal
) -> None:
    at = Rate(YEAR.start, YEAR.end, rate)
    first = forecast.reached_on(at, headroom, TODAY) or dt.date.max
    second = forecast.reached_on(at, headroom + more, TODAY) or dt.date.max
    assert first <= second


@given(st.dictionaries(st.sampled_from([START.replace(month=m) for m in range(6, 13)]), pounds))
def test_the_shares_of_the_months_come_to_one(months: dict[dt.date, Decimal]) -> None:
    found = forecast.shares(months, START, TODAY)
    assert not months or abs(sum(found) - 1) < Decimal("1e-20")
