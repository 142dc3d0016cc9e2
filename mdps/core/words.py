"""Dates, times and counts in the words of the pages: 1 June 2026, 2:30pm, 3 lines."""

import calendar
import datetime as dt
import math

from django.utils.text import Truncator

from mdps.core import clock

MONTHS = tuple(calendar.month_name)  # as the process began, in English
MEGABYTE = 1024 * 1024


def day(date: dt.date | None) -> str:
    """`1 June 2026`, or nothing for None."""
    return f"{date.day} {MONTHS[date.month]} {date.year}" if date else ""


def moment(at: dt.datetime | None) -> str:
    """`1 June 2026 at 2:30pm` in Europe/London, or nothing for None."""
    if not at:
        return ""
    local = at.astimezone(clock.LONDON)
    return f"{day(local.date())} at {time(local.time())}"


def time(of_day: dt.time) -> str:
    """`2:30pm`, `9am`, `midday`, `midnight`."""
    if (of_day.hour, of_day.minute) in ((0, 0), (12, 0)):
        return "midday" if of_day.hour else "midnight"
    minutes = f":{of_day.minute:02d}" if of_day.minute else ""
    return f"{of_day.hour % 12 or 12}{minutes}{'am' if of_day.hour < 12 else 'pm'}"


def count(number: int, thing: str, things: str = "") -> str:
    """`1 line`, `3 lines`, `1,234 lines`."""
    return f"{number:,} {thing if number == 1 else things or thing + 's'}"


def megabytes(bytes_: int) -> str:
    """`10 MB`; what is over is rounded up, so that it reads as more: `10.1 MB`."""
    return f"{math.ceil(bytes_ * 10 / MEGABYTE) / 10:.1f}".removesuffix(".0") + " MB"


def shortened(text: str, longest: int) -> str:
    """`text`, cut to `longest` characters with `…` at its end where it is longer."""
    return Truncator(text).chars(longest)


def listed(texts: list[str], joined_by: str = "and") -> str:
    """`Lot 1`, `Lot 1 and Lot 2`, `Lot 1, Lot 2 and Lot 3`; or with another word."""
    return f" {joined_by} ".join(
        part for part in (", ".join(texts[:-1]), texts[-1] if texts else "") if part
    )


def countdown(to: dt.date, today: dt.date | None = None) -> str:
    """`12 days left`, `1 day left`, `today`, `3 days late`; from the clock or `today`."""
    days = (to - (today or clock.today())).days
    if days == 0:
        return "today"
    return f"{count(days, 'day')} left" if days > 0 else f"{count(-days, 'day')} late"
