"""The schedule on the days on which the clocks change, and when a machine's clock jumps."""

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from celery.beat import ScheduleEntry
from celery.schedules import crontab
from django.conf import settings

from mdps.celery import app
from mdps.scheduler import Entry, Scheduler

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


def entry(last: dt.datetime, now: dt.datetime) -> Entry:
    """The task of the digests at half past seven, last begun at `last`, while it is `now`."""
    when = DAILY["send-digests"]
    schedule = crontab(when._orig_minute, when._orig_hour, app=app, nowfun=lambda: now)
    return Entry("digests", "core.send_digests", last_run_at=last, schedule=schedule, app=app)


def test_after_a_jump_forward_what_was_missed_is_begun_once() -> None:
    last = dt.datetime(2026, 6, 2, 7, 30, tzinfo=LONDON)
    late = entry(last, last + dt.timedelta(days=3, hours=5))
    assert late.is_due().is_due
    late.last_run_at = last + dt.timedelta(days=3, hours=5)
    assert late.is_due() == (False, 19 * HOUR / dt.timedelta(seconds=1))


def test_after_a_jump_back_the_next_run_is_the_usual_one() -> None:
    """The control: Celery's own entry waits until the clock is where it was."""
    now = dt.datetime(2026, 6, 2, 12, 30, tzinfo=LONDON)
    ahead = entry(now + dt.timedelta(days=30), now)
    usual = ScheduleEntry(**{**vars(ahead), "last_run_at": ahead.last_run_at})
    day = dt.timedelta(days=1) / dt.timedelta(seconds=1)
    assert ahead.is_due() == (False, 19 * HOUR / dt.timedelta(seconds=1))
    assert usual.is_due().next > 29 * day


def test_beat_keeps_its_last_runs_in_a_file_and_reads_them_again(tmp_path: Path) -> None:
    file, began = str(tmp_path / "beat"), []
    for _ in range(2):
        scheduler = Scheduler(app=app, schedule_filename=file, lazy=False)
        digests = scheduler.schedule["send-digests"]
        began.append((type(digests), digests.last_run_at))
        digests.last_run_at = dt.datetime(2026, 6, 2, 7, 30, tzinfo=LONDON)
        scheduler.close()
    assert [kind for kind, _ in began] == [Entry, Entry]
    assert began[1][1] == dt.datetime(2026, 6, 2, 7, 30, tzinfo=LONDON)
