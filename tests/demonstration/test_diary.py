"""Acts are done on their day, in order, with the clock at that day, and none after the last."""

import datetime as dt
from collections.abc import Callable

import pytest

from demonstration.diary import Diary, moment, working_day
from mdps.core import clock, notices
from mdps.core.models import Notice
from tests.build.people import given_a

MONDAY = dt.date(2026, 6, 15)
SATURDAY = dt.date(2026, 6, 13)
DAY = dt.timedelta(days=1)


@pytest.fixture
def lived() -> list[tuple[str, dt.date]]:
    return []


@pytest.fixture
def note(lived: list[tuple[str, dt.date]]) -> Callable[[str], Callable[[dt.date], None]]:
    """An act that writes its name and the clock's day."""
    return lambda name: lambda on: lived.append((name, clock.today()))


def ignore(_: dt.date) -> None:
    pass


@pytest.mark.django_db
def test_acts_are_done_in_the_order_of_their_days(lived, note) -> None:
    diary = Diary(last=MONDAY)
    diary.on(MONDAY, note("second"))
    diary.on(MONDAY - 3 * DAY, note("first"))
    diary.on(MONDAY, note("third"))
    diary.play(ignore)
    assert lived == [("first", MONDAY - 3 * DAY), ("second", MONDAY), ("third", MONDAY)]


@pytest.mark.django_db
def test_nothing_is_done_at_a_weekend(lived, note) -> None:
    diary = Diary(last=MONDAY)
    diary.on(SATURDAY, note("moved"))
    diary.play(ignore)
    assert lived == [("moved", MONDAY)]


@pytest.mark.django_db
def test_what_falls_after_the_last_day_is_never_done(lived, note) -> None:
    diary = Diary(last=MONDAY)
    diary.on(MONDAY + DAY, note("tomorrow"))
    diary.play(ignore)
    assert lived == []


@pytest.mark.django_db
def test_an_act_may_enter_another(lived, note) -> None:
    diary = Diary(last=MONDAY)
    diary.on(MONDAY - 4 * DAY, lambda on: diary.on(on + DAY, note("follows")))
    diary.play(ignore)
    assert lived == [("follows", MONDAY - 3 * DAY)]


@pytest.mark.django_db
def test_each_month_is_a_batch() -> None:
    ends: list[dt.date] = []
    diary = Diary(last=MONDAY)
    for day in (dt.date(2026, 4, 2), dt.date(2026, 4, 20), dt.date(2026, 6, 1)):
        diary.on(day, ignore)
    diary.play(ends.append)
    assert ends == [dt.date(2026, 4, 20), dt.date(2026, 6, 1)]


@pytest.mark.django_db
def test_people_are_told_of_the_last_two_weeks_only() -> None:
    person = given_a("commissioner")
    diary = Diary(last=MONDAY)
    for day in (MONDAY - 20 * DAY, MONDAY - 3 * DAY):
        diary.on(day, lambda on: notices.tell([person], f"On {on}", url="/"))
    diary.play(ignore)
    told = Notice.objects.values_list("subject", flat=True)
    assert list(told) == [f"On {MONDAY - 3 * DAY}"]


def test_a_bank_holiday_is_no_working_day() -> None:
    assert working_day(dt.date(2025, 12, 25)) == dt.date(2025, 12, 29)


def test_acts_of_a_day_come_one_after_the_other_in_working_hours() -> None:
    with clock.at(MONDAY + DAY):
        moments = [moment(MONDAY, place) for place in range(200)]
    assert moments == sorted(set(moments))
    assert (moments[0].hour, moments[-1].hour) == (9, 16)


def test_no_act_is_later_than_now() -> None:
    morning = clock.start_of(MONDAY) + dt.timedelta(hours=8)
    with clock.at(morning):
        assert moment(MONDAY, 30) == morning
