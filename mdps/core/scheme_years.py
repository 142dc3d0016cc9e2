"""The scheme's year: 1 June to 31 May, both included, named by the year in which it begins."""

import datetime as dt


def scheme_year(day: dt.date) -> int:
    """The scheme year that `day` is in: 31 May 2026 is in 2025, 1 June 2026 in 2026."""
    return day.year if day.month >= 6 else day.year - 1


def first_day(year: int) -> dt.date:
    """1 June of the scheme year."""
    return dt.date(year, 6, 1)


def last_day(year: int) -> dt.date:
    """31 May at the end of it."""
    return dt.date(year + 1, 5, 31)
