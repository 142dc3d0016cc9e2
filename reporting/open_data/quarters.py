"""Quarters of the calendar year, written like `2026Q3`: July, August and September 2026."""

import datetime as dt
import re

from reporting.periods import Period, months_after

QUARTER = re.compile(r"(\d{4})Q([1-4])")
MONTHS = 3


class NotAQuarter(ValueError):
    """The text is no quarter; the message says how one is written."""


def quarter(text: str) -> Period:
    """The days of the quarter written like `2026Q3`. Raises NotAQuarter."""
    found = QUARTER.fullmatch(text)
    if not found or not 1000 <= int(found[1]) <= 9998:
        raise NotAQuarter(f"“{text}” is not a quarter. Write it like 2026Q3, July to September.")
    start = dt.date(int(found[1]), MONTHS * int(found[2]) - 2, 1)
    return Period(start, months_after(start, MONTHS))


def name(day: dt.date) -> str:
    """The quarter that `day` is in: 30 September 2026 is in `2026Q3`."""
    return f"{day.year}Q{(day.month - 1) // MONTHS + 1}"


def over(since: dt.date, on: dt.date) -> list[str]:
    """The quarters from the one of `since` on that were over before the day `on`, newest first."""
    found, start = [], quarter(name(since)).start
    while (end := months_after(start, MONTHS)) <= on:
        found.append(name(start))
        start = end
    return found[::-1]
