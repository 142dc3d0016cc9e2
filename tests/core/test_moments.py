"""Moments on the wall of London, in the two nights in which the clocks change and beside them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdps.core.moments import NoSuchMoment, in_london

FORWARD, BACK = dt.date(2026, 3, 29), dt.date(2026, 10, 25)


@pytest.mark.parametrize(
    ("day", "time", "utc"),
    [
        (dt.date(2026, 1, 12), dt.time(12), "2026-01-12T12:00"),
        (dt.date(2026, 7, 13), dt.time(12), "2026-07-13T11:00"),
        (FORWARD, dt.time(0, 59), "2026-03-29T00:59"),
        (FORWARD, dt.time(2), "2026-03-29T01:00"),
        (FORWARD, dt.time(12), "2026-03-29T11:00"),
        (BACK, dt.time(0, 59), "2026-10-24T23:59"),
        (BACK, dt.time(2), "2026-10-25T02:00"),
        (BACK, dt.time(12), "2026-10-25T12:00"),
    ],
)
def test_a_time_is_of_the_clock_on_the_wall(day, time, utc):
    assert in_london(day, time).astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M") == utc


@pytest.mark.parametrize(
    ("day", "time", "sentence"),
    [
        (FORWARD, dt.time(1), "The clocks go forward on 29 March 2026, so there is no 1am."),
        (FORWARD, dt.time(1, 59), "The clocks go forward on 29 March 2026, so there is no 1:59am."),
        (BACK, dt.time(1), "The clocks go back on 25 October 2026, so 1am comes twice."),
        (BACK, dt.time(1, 30), "The clocks go back on 25 October 2026, so 1:30am comes twice."),
    ],
)
def test_what_never_comes_or_comes_twice_is_refused_in_words(day, time, sentence):
    with pytest.raises(NoSuchMoment) as caught:
        in_london(day, time)

    assert str(caught.value) == f"{sentence} Enter another time."


@given(st.dates(dt.date(2022, 1, 1), dt.date(2030, 1, 1)), st.times())
def test_what_is_accepted_is_shown_again_as_it_was_entered(day, time):
    try:
        moment = in_london(day, time)
    except NoSuchMoment:
        assert (day.month, day.weekday(), time.hour) in ((3, 6, 1), (10, 6, 1))
        return
    there_and_back = moment.astimezone(dt.UTC).astimezone(moment.tzinfo)
    assert (there_and_back.date(), there_and_back.time()) == (day, time)
