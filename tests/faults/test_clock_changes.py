"""The schedule on the days on which the clocks change, and when a scheduler runs twice."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from celery.schedules import crontab
from django.conf import settings

from mdps.celery import app

LONDON = ZoneInfo("Europe/London")
HOUR, MINUTE = dt.timedelta(hours=1), dt.timedelta(minutes=1)
DAILY = {
    name: each["schedule"]
    for name, each in settings.CELERY_BEAT_SCHEDULE.items()
    if isinstance(each["schedule"], crontab) and len(each["schedule"].hour) <= 2
}


def times_on(schedule: crontab, day: dt.date) -> list[str]:
    """At which times of London the schedule fires from midnight to midnight, polled as beat does:
    asked again whenever it said that something may be due."""
    at = dt.datetime.combine(day, dt.time(0), tzinfo=LONDON).astimezone(dt.UTC)
    end = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(0), tzinfo=LONDON)
    last, fired = at - MINUTE, []
    asked = crontab(schedule._orig_minute, schedule._orig_hour, app=app)
    while at < end:
        asked.nowfun = lambda now=at: now.astimezone(LONDON)
        due, wait = asked.is_due(last.astimezone(LONDON))
        if due:
            fired.append(at.astimezone(LONDON).strftime("%H:%M"))
            last = at
        at += max(MINUTE, dt.timedelta(seconds=int(wait)) if not due else MINUTE)
    return fired


@pytest.mark.parametrize("day", [dt.date(2026, 3, 29), dt.date(2026, 10, 25)], ids=str)
def test_each_daily_task_runs_as_on_any_other_day_when_the_clocks_change(day: dt.date) -> None:
    usual = {name: times_on(each, dt.date(2026, 6, 2)) for name, each in DAILY.items()}
    on_the_day = {name: times_on(each, day) for name, each in DAILY.items()}
    assert {name: len(times) for name, times in on_the_day.items()} == {
        name: len(times) for name, times in usual.items()
    }
    assert min(len(times) for times in usual.values()) >= 1


def test_no_task_is_due_in_the_hour_that_a_clock_change_skips_or_repeats() -> None:
    """Between one and two in the morning; so nobody has to know which of the two hours is meant."""
    assert {name for name, each in DAILY.items() if each.hour & {1}} == set()
