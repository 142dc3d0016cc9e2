"""Dates, times and counts in words."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from mdps.core import words

UTC = ZoneInfo("UTC")


def test_a_day_has_no_leading_nought_and_its_month_in_full() -> None:
    assert words.day(dt.date(2026, 6, 1)) == "1 June 2026"


def test_no_day_is_no_word() -> None:
    assert (words.day(None), words.moment(None)) == ("", "")


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ((0, 0), "midnight"),
        ((0, 5), "12:05am"),
        ((9, 0), "9am"),
        ((11, 59), "11:59am"),
        ((12, 0), "midday"),
        ((12, 30), "12:30pm"),
        ((14, 30), "2:30pm"),
        ((23, 0), "11pm"),
    ],
)
def test_times_of_day(at: tuple[int, int], said: str) -> None:
    assert words.time(dt.time(*at)) == said


@pytest.mark.parametrize(
    ("utc", "said"),
    [
        ((2026, 6, 1, 13, 30), "1 June 2026 at 2:30pm"),  # summer time
        ((2026, 12, 1, 14, 30), "1 December 2026 at 2:30pm"),
        ((2026, 5, 31, 23, 30), "1 June 2026 at 12:30am"),  # another day in London
        ((2026, 3, 29, 0, 59), "29 March 2026 at 12:59am"),  # before the clocks go forward
        ((2026, 3, 29, 1, 0), "29 March 2026 at 2am"),  # and after
        ((2026, 10, 25, 0, 30), "25 October 2026 at 1:30am"),  # the hour that happens twice
        ((2026, 10, 25, 1, 30), "25 October 2026 at 1:30am"),
    ],
)
def test_moments_are_told_in_london_time(utc: tuple[int, ...], said: str) -> None:
    assert words.moment(dt.datetime(*utc, tzinfo=UTC)) == said


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "0 lines"), (1, "1 line"), (2, "2 lines"), (1234, "1,234 lines")],
)
def test_counts_agree_with_their_noun(number: int, said: str) -> None:
    assert words.count(number, "line") == said


def test_a_plural_of_its_own_is_used() -> None:
    assert words.count(2, "authority", "authorities") == "2 authorities"


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ([], ""),
        (["Lot 1"], "Lot 1"),
        (["Lot 1", "Lot 2"], "Lot 1 and Lot 2"),
        (["Lot 1", "Lot 2", "Lot 3"], "Lot 1, Lot 2 and Lot 3"),
    ],
)
def test_a_list_in_prose(texts: list[str], said: str) -> None:
    assert words.listed(texts) == said
