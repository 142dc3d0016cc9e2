"""The only source of now. Dates are days in Europe/London; moments are aware datetimes.

Tests and demonstration data stop the clock with `clock.at(...)`; nothing else does.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

_stopped: dt.datetime | None = None


def now() -> dt.datetime:
    """This moment, aware, in Europe/London."""
    return (_stopped or dt.datetime.now(tz=LONDON)).astimezone(LONDON)


def today() -> dt.date:
    """The day it is in Europe/London."""
    return now().date()


def noon(day: dt.date) -> dt.datetime:
    """The middle of `day` in Europe/London."""
    return dt.datetime.combine(day, dt.time(12), tzinfo=LONDON)


def start_of(day: dt.date) -> dt.datetime:
    """The first moment of `day` in Europe/London."""
    return dt.datetime.combine(day, dt.time(0), tzinfo=LONDON)


def seconds_since(moment: dt.datetime | None) -> int:
    """Whole seconds from `moment` to now; nought for None and for a moment to come."""
    return max(0, int((now() - moment).total_seconds())) if moment else 0


@contextmanager
def at(moment: dt.datetime | dt.date) -> Iterator[None]:
    """Stop the clock at `moment` (a date means its noon). For tests and demonstration data."""
    global _stopped
    before = _stopped
    _stopped = moment if isinstance(moment, dt.datetime) else noon(moment)
    try:
        yield
    finally:
        _stopped = before
