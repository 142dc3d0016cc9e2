"""Periods of reports: half-open [start, end) in days of Europe/London.

The scheme year runs from 1 June to 31 May, its halves end on 30 November and 31 May, the months of
the panel where the calendar ends them.
"""

import calendar
import datetime as dt
from dataclasses import dataclass

from mdps.core import words

ONE_DAY = dt.timedelta(days=1)
YEAR, HALF, MONTH = 12, 6, 1
ENDS_OF_A_YEAR = ((5, 31),)
ENDS_OF_A_HALF = ((5, 31), (11, 30))


@dataclass(frozen=True)
class Period:
    """From `start` up to and without `end`, so that no day belongs to two periods."""

    start: dt.date
    end: dt.date

    @property
    def last_day(self) -> dt.date:
        return self.end - ONE_DAY

    @property
    def words(self) -> str:
        """`1 June 2025 to 31 May 2026`."""
        return f"{words.day(self.start)} to {words.day(self.last_day)}"

    @property
    def before(self) -> "Period":
        """The period before, as long: in months where this one is whole months, else in days."""
        if self.start.day == 1 and self.end.day == 1:
            months = (self.end.year - self.start.year) * 12 + self.end.month - self.start.month
            return Period(months_after(self.start, -months), self.start)
        return Period(self.start - (self.end - self.start), self.start)

    def until(self, day: dt.date) -> "Period":
        """What of this period is over with the end of `day`: itself, where it is over."""
        return Period(self.start, max(self.start, min(self.end, day + ONE_DAY)))

    @property
    def next_half(self) -> "Period":
        """The six months after this period."""
        return Period(self.end, months_after(self.end, HALF))


def ending(last_day: dt.date, *, months: int) -> Period:
    """The `months` months that end with `last_day`, which is the last day of a month."""
    end = last_day + ONE_DAY
    return Period(months_after(end, -months), end)


def ends_a_month(day: dt.date) -> bool:
    """Whether `day` is the last of its month."""
    return day.day == calendar.monthrange(day.year, day.month)[1]


def months_after(first: dt.date, months: int) -> dt.date:
    """The first of the month that is `months` after (or before) the first of a month."""
    index = first.year * 12 + first.month - 1 + months
    return dt.date(index // 12, index % 12 + 1, 1)


def last_complete(ends: tuple[tuple[int, int], ...], *, months: int, on: dt.date) -> Period:
    """The latest period that ended before the day `on`, of those that end on one of `ends`; where
    none is named, of those that end with any month."""
    if not ends:
        return ending(on.replace(day=1) - ONE_DAY, months=months)
    days = (dt.date(year, *end) for year in (on.year - 1, on.year) for end in ends)
    return ending(max(day for day in days if day < on), months=months)
