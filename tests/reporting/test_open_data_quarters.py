"""Quarters: three months of the calendar year, no day in two of them."""

import datetime as dt

import pytest

from reporting.open_data.quarters import NotAQuarter, name, over, quarter

D = dt.date


def test_a_quarter_is_three_months_of_the_calendar():
    assert (quarter("2026Q3").start, quarter("2026Q3").last_day) == (D(2026, 7, 1), D(2026, 9, 30))
    assert (name(D(2026, 9, 30)), name(D(2026, 10, 1))) == ("2026Q3", "2026Q4")


@pytest.mark.parametrize("text", ["2026Q5", "2026", "26Q1", "2026q1", "0000Q1", "", "9999Q4"])
def test_what_is_no_quarter_is_refused(text):
    with pytest.raises(NotAQuarter, match="Write it like 2026Q3"):
        quarter(text)


def test_those_that_are_over_come_newest_first():
    since = D(2025, 12, 31)

    assert over(since, D(2026, 6, 30)) == ["2026Q1", "2025Q4"]
    assert over(since, D(2026, 7, 1)) == ["2026Q2", "2026Q1", "2025Q4"]
    assert over(since, since) == []
