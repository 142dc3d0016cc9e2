"""The clock: London's day, and stopping it."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from mdps.core import clock


@pytest.mark.parametrize(
    ("utc", "today"),
    [
        (dt.datetime(2026, 5, 31, 22, 59), dt.date(2026, 5, 31)),
        (dt.datetime(2026, 5, 31, 23, 0), dt.date(2026, 6, 1)),
        (dt.datetime(2026, 12, 31, 23, 59), dt.date(2026, 12, 31)),
        (dt.datetime(2027, 1, 1, 0, 0), dt.date(2027, 1, 1)),
    ],
)
def test_today_is_londons_day(utc: dt.datetime, today: dt.date) -> None:
    with clock.at(utc.replace(tzinfo=ZoneInfo("UTC"))):
        assert clock.today() == today


def test_a_day_stops_the_clock_at_its_noon() -> None:
    with clock.at(dt.date(2026, 6, 1)):
        assert clock.now().isoformat() == "2026-06-01T12:00:00+01:00"


def test_it_runs_on_after_the_block_also_when_that_failed() -> None:
    with pytest.raises(ZeroDivisionError), clock.at(dt.date(2001, 1, 1)):
        raise ZeroDivisionError
    assert clock.today() > dt.date(2026, 1, 1)


def test_blocks_nest() -> None:
    with clock.at(dt.date(2026, 6, 1)):
        with clock.at(dt.date(2027, 6, 1)):
            assert clock.today() == dt.date(2027, 6, 1)
        assert clock.today() == dt.date(2026, 6, 1)


def test_a_day_starts_at_its_midnight_on_either_side_of_the_clock_change() -> None:
    days = (dt.date(2026, 3, 29), dt.date(2026, 3, 30))
    assert [clock.start_of(day).isoformat() for day in days] == [
        "2026-03-29T00:00:00+00:00",
        "2026-03-30T00:00:00+01:00",
    ]
