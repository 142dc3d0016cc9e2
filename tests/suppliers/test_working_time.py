"""The council's time to decide, against calendars written down by hand and counted one by one."""

import datetime as dt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from suppliers.working_time import ALLOWED, EXTENDED, Stop, due_day, used

DAY = dt.timedelta(days=1)
# Every working day from 23 March to 30 April 2026: Easter, and the clocks go forward on 29 March.
EASTER = """
2026-03-23 2026-03-24 2026-03-25 2026-03-26 2026-03-27
2026-03-30 2026-03-31 2026-04-01 2026-04-02
2026-04-07 2026-04-08 2026-04-09 2026-04-10
2026-04-13 2026-04-14 2026-04-15 2026-04-16 2026-04-17
2026-04-20 2026-04-21 2026-04-22 2026-04-23 2026-04-24
2026-04-27 2026-04-28 2026-04-29 2026-04-30
"""
# From 14 December 2026 to 29 January 2027: Boxing Day is kept on Monday 28 December.
CHRISTMAS = """
2026-12-14 2026-12-15 2026-12-16 2026-12-17 2026-12-18
2026-12-21 2026-12-22 2026-12-23 2026-12-24
2026-12-29 2026-12-30 2026-12-31
2027-01-04 2027-01-05 2027-01-06 2027-01-07 2027-01-08
2027-01-11 2027-01-12 2027-01-13 2027-01-14 2027-01-15
2027-01-18 2027-01-19 2027-01-20 2027-01-21 2027-01-22
2027-01-25 2027-01-26 2027-01-27 2027-01-28 2027-01-29
"""
# From 12 October to 30 November 2026: the clocks go back on 25 October.
AUTUMN = """
2026-10-12 2026-10-13 2026-10-14 2026-10-15 2026-10-16
2026-10-19 2026-10-20 2026-10-21 2026-10-22 2026-10-23
2026-10-26 2026-10-27 2026-10-28 2026-10-29 2026-10-30
2026-11-02 2026-11-03 2026-11-04 2026-11-05 2026-11-06
2026-11-09 2026-11-10 2026-11-11 2026-11-12 2026-11-13
2026-11-16 2026-11-17 2026-11-18 2026-11-19 2026-11-20
2026-11-23 2026-11-24 2026-11-25 2026-11-26 2026-11-27
2026-11-30
"""


def days(text: str) -> list[dt.date]:
    return [dt.date.fromisoformat(each) for each in text.split()]


CALENDARS = {
    "Easter and the clocks go forward": days(EASTER),
    "the clocks go back": days(AUTUMN),
    "Christmas and New Year": days(CHRISTMAS),
}


def as_counted_by_hand(
    calendar: list[dt.date], start: dt.date, waited: set[dt.date], allowed: int
) -> dt.date:
    """The `allowed`th day of a written calendar after `start` on which nobody was waited for."""
    return [each for each in calendar if each > start and each not in waited][allowed - 1]


def waited_days(stops: list[Stop]) -> set[dt.date]:
    return {
        each.asked_on + DAY * n
        for each in stops
        if each.answered_on
        for n in range(1, (each.answered_on - each.asked_on).days + 1)
    }


@pytest.mark.parametrize("calendar", CALENDARS.values(), ids=CALENDARS)
@pytest.mark.parametrize("allowed", [ALLOWED, EXTENDED])
def test_without_a_question_it_is_the_working_days_of_the_calendar(calendar, allowed):
    start, reaches = calendar[0], len(calendar) - allowed - 1
    for n in range((calendar[reaches] - start).days):
        day = start + DAY * n
        assert due_day(day, [], allowed=allowed) == as_counted_by_hand(
            calendar, day, set(), allowed
        )


@pytest.mark.parametrize("calendar", CALENDARS.values(), ids=CALENDARS)
@given(data=st.data())
def test_with_questions_it_is_as_counted_by_hand(calendar, data):
    start = calendar[0] + DAY * data.draw(st.integers(0, 6))
    stops = []
    for _ in range(data.draw(st.integers(0, 3))):
        asked = start + DAY * data.draw(st.integers(0, 12))
        stops.append(Stop(asked, asked + DAY * data.draw(st.integers(0, 5))))
    allowed = data.draw(st.sampled_from([ALLOWED, EXTENDED]))
    waited = waited_days(stops)
    assume(len([each for each in calendar if each > start and each not in waited]) >= allowed)

    assert due_day(start, stops, allowed=allowed) == as_counted_by_hand(
        calendar, start, waited, allowed
    )


@pytest.mark.parametrize(
    ("stops", "expected"),
    [
        ([], "2026-06-15"),
        ([("02", "02")], "2026-06-15"),  # asked and answered on one day: nothing stood still
        ([("02", "03")], "2026-06-16"),
        ([("05", "07")], "2026-06-15"),  # over a weekend only
        ([("05", "08")], "2026-06-16"),
        ([("02", "05"), ("03", "04")], "2026-06-18"),  # one inside the other
        ([("02", "03"), ("03", "04")], "2026-06-17"),  # one after the other
        ([("15", "17")], "2026-06-15"),  # asked on the last day: that day was the council's
        ([("16", "30")], "2026-06-15"),  # asked when it was overdue: it stays overdue
        ([("12", "15")], "2026-06-16"),
    ],
)
def test_a_question_stops_the_time_from_the_next_day_to_the_answer(stops, expected):
    asked = [
        Stop(dt.date.fromisoformat(f"2026-06-{one}"), dt.date.fromisoformat(f"2026-06-{other}"))
        for one, other in stops
    ]

    due = due_day(dt.date(2026, 6, 1), asked, allowed=ALLOWED)

    assert due == dt.date.fromisoformat(expected)


def test_while_the_council_waits_there_is_no_last_day():
    waiting = [Stop(dt.date(2026, 6, 3))]

    assert due_day(dt.date(2026, 6, 1), waiting, allowed=ALLOWED) is None
    assert used(dt.date(2026, 6, 1), waiting, dt.date(2026, 7, 1)) == 2


def test_a_question_after_the_last_day_takes_nothing_back():
    late = [Stop(dt.date(2026, 6, 15))]

    assert due_day(dt.date(2026, 6, 1), late, allowed=ALLOWED) == dt.date(2026, 6, 15)


STARTS = st.dates(dt.date(2024, 1, 1), dt.date(2027, 6, 30))
PAIRS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 20)), max_size=5)


def stops_after(start: dt.date, pairs: list[tuple[int, int]]) -> list[Stop]:
    return [Stop(start + DAY * one, start + DAY * (one + length)) for one, length in pairs]


@given(STARTS, PAIRS, st.sampled_from([ALLOWED, EXTENDED]))
def test_on_the_last_day_all_of_the_time_is_used_and_not_before(start, pairs, allowed):
    stops = stops_after(start, pairs)
    due = due_day(start, stops, allowed=allowed)

    assert (used(start, stops, due), used(start, stops, due - DAY)) == (allowed, allowed - 1)


@given(STARTS, PAIRS)
def test_an_extension_gives_five_working_days_more_of_its_own(start, pairs):
    stops = stops_after(start, pairs)
    ten = due_day(start, stops, allowed=ALLOWED)
    fifteen = due_day(start, stops, allowed=EXTENDED)

    assert fifteen > ten
    assert used(start, stops, fifteen) - used(start, stops, ten) == EXTENDED - ALLOWED


@given(STARTS, PAIRS, st.tuples(st.integers(0, 40), st.integers(0, 20)))
def test_another_question_never_brings_the_last_day_forward(start, pairs, more):
    before = due_day(start, stops_after(start, pairs), allowed=ALLOWED)

    assert due_day(start, stops_after(start, [*pairs, more]), allowed=ALLOWED) >= before


@given(STARTS, PAIRS, st.permutations(range(5)))
def test_the_order_of_the_questions_does_not_matter(start, pairs, order):
    stops = stops_after(start, pairs)
    shuffled = [stops[place] for place in order if place < len(stops)]

    assert due_day(start, shuffled, allowed=ALLOWED) == due_day(start, stops, allowed=ALLOWED)
