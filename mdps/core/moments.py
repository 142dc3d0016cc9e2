"""Moments that people write as a day and a time of the clock on the wall in Europe/London.

On the night the clocks go forward an hour does not exist, and on the night they go back one comes
twice. Neither can be promised to anybody, so both are refused in words.
"""

import datetime as dt

from mdps.core import clock, words


class NoSuchMoment(ValueError):
    """The clock never shows it, or shows it twice; the message says so and what to do."""


def in_london(day: dt.date, time: dt.time) -> dt.datetime:
    """The moment at which the clock in London shows `time` on `day`.

    Raises NoSuchMoment in the two hours of a year that are skipped or repeated.
    """
    moment = dt.datetime.combine(day, time, tzinfo=clock.LONDON)
    there_and_back = moment.astimezone(dt.UTC).astimezone(clock.LONDON)
    if there_and_back.time() != time:
        raise NoSuchMoment(
            f"The clocks go forward on {words.day(day)}, so there is no {words.time(time)}. "
            "Enter another time."
        )
    if moment.utcoffset() != moment.replace(fold=1).utcoffset():
        raise NoSuchMoment(
            f"The clocks go back on {words.day(day)}, so {words.time(time)} comes twice. "
            "Enter another time."
        )
    return moment
