"""When the cap is reached if things go on as they did. Pure; amounts are GBP ex VAT, net.

Three answers, each explained in a sentence:

- by the last 3 months: what they committed, a day, goes on every day;
- by the last 12 months: the same, of twelve;
- by the season: the rate of 12 months, but each calendar month gets the share that it had of the
  whole scheme years so far. It needs two of them; with fewer nothing is said.

A forecast is a straight line of the past, not a promise. A rate at or below nothing never reaches.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from mdps.core.money import to_penny

MONTHS = 12
YEARS_FOR_A_SEASON = 2
AT_MOST = 50  # years ahead; later is never


@dataclass(frozen=True)
class Rate:
    """What was committed, net, in the days from `start` to `end`, both inclusive."""

    start: dt.date
    end: dt.date
    amount: Decimal

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    @property
    def a_year(self) -> Decimal:
        """The same rate over 365 days, to the penny, half up."""
        return to_penny(self.amount * 365 / self.days)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The day the cap is reached at a rate, None for never, and the bounds that it passes.

    `before` names the bounds (initial term, extension, statutory end) that end after that day:
    those which the cap would not last to.
    """

    rate: Rate
    reached_on: dt.date | None
    before: tuple[str, ...]


def reached_on(rate: Rate, headroom: Decimal, today: dt.date) -> dt.date | None:
    """The first day after `today` on which `headroom` is used up; today where none is left."""
    if headroom <= 0:
        return today
    if rate.amount <= 0:
        return None
    days = (headroom * rate.days / rate.amount).to_integral_value(ROUND_CEILING)
    return _day_after(today, int(days))


def shares(months: Mapping[dt.date, Decimal], start: dt.date, today: dt.date) -> list[Decimal]:
    """The share of each calendar month, January first, in the whole scheme years so far.

    `months` maps the first of a month to what was committed in it; `start` is the scheme's first
    day. Empty where there are fewer than two whole years, or they came to nothing. Months with
    less than nothing count as nothing. They sum to one.
    """
    years = whole_years(start, today)
    if years < YEARS_FOR_A_SEASON:
        return []
    end = start.replace(year=start.year + years)
    totals = [Decimal(0)] * MONTHS
    for first, amount in months.items():
        if start <= first < end:
            totals[first.month - 1] += amount
    totals = [max(total, Decimal(0)) for total in totals]
    whole = sum(totals)
    return [total / whole for total in totals] if whole else []


def reached_by_season(
    rate: Rate, by_month: list[Decimal], headroom: Decimal, today: dt.date
) -> dt.date | None:
    """As `reached_on`, with each calendar month at its share of a year's rate."""
    if headroom <= 0:
        return today
    a_year = rate.amount * 365 / rate.days
    if a_year <= 0 or not by_month:
        return None
    left, day = headroom, today + dt.timedelta(days=1)
    for _ in range(AT_MOST * MONTHS):
        following = (day.replace(day=1) + dt.timedelta(days=32)).replace(day=1)
        in_month = (following - day.replace(day=1)).days
        daily = a_year * by_month[day.month - 1] / in_month
        days = (following - day).days
        if daily * days >= left:
            needed = int((left / daily).to_integral_value(ROUND_CEILING))
            return day + dt.timedelta(days=max(needed, 1) - 1)
        left -= daily * days
        day = following
    return None


def passed(reached: dt.date | None, bounds: Iterable[tuple[str, dt.date]]) -> tuple[str, ...]:
    """The names of `bounds` whose last day is after the day the cap is reached."""
    return tuple(name for name, last in bounds if reached is not None and reached < last)


def whole_years(start: dt.date, today: dt.date) -> int:
    """Whole years from `start` that ended on `today` or before."""
    end = today + dt.timedelta(days=1)
    return max(end.year - start.year - ((end.month, end.day) < (start.month, start.day)), 0)


def _day_after(today: dt.date, days: int) -> dt.date | None:
    return today + dt.timedelta(days=days) if days <= AT_MOST * 366 else None
