"""The council's financial year: 1 April to 31 March, both included, written like `2025-26`."""

import datetime as dt


def financial_year(day: dt.date) -> str:
    """The financial year that `day` is in: 31 March 2026 is in `2025-26`, 1 April in `2026-27`."""
    first = day.year if day.month >= 4 else day.year - 1
    return f"{first}-{(first + 1) % 100:02d}"


def first_day(year: str) -> dt.date:
    """1 April of the financial year written like `2025-26`."""
    return dt.date(int(year[:4]), 4, 1)


def last_day(year: str) -> dt.date:
    """31 March at the end of it."""
    return dt.date(int(year[:4]) + 1, 3, 31)
