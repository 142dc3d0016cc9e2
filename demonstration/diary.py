"""A diary of acts: each is done on its day, in order, with the clock at that day.

An act may enter further acts for later days. What falls after the last day is never done, which
is how open work is left on the desks. Each month is one transaction.
"""

import datetime as dt
import heapq
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from itertools import count

from django.db import connection, transaction

from mdps.core import clock, notices, working_days

Act = Callable[[dt.date], object]

NOTICES_FROM = dt.timedelta(days=14)
MORNING = dt.timedelta(hours=9)
WORKING_DAY = dt.timedelta(hours=8)
HALF_DONE = 24  # acts after which half of a working day has passed


@cache
def working_day(day: dt.date) -> dt.date:
    """`day`, or the first working day after it."""
    while not working_days.is_working_day(day):
        day += working_days.ONE_DAY
    return day


@cache
def working_day_before(day: dt.date) -> dt.date:
    """The last working day before `day`."""
    while not working_days.is_working_day(day := day - working_days.ONE_DAY):
        pass
    return day


class Diary:
    """What happens when. `last` is the last day on which anything is done."""

    def __init__(self, last: dt.date):
        self.last = last
        self.done = 0
        self._entries: list[tuple[dt.date, int, Act]] = []
        self._order = count()
        self._day = dt.date.min
        self._of_day = 0

    def on(self, day: dt.date, act: Act) -> None:
        """Enter `act` for `day`, or for the first working day after it (never for the past)."""
        heapq.heappush(self._entries, (working_day(max(day, self._day)), next(self._order), act))

    def exactly_on(self, day: dt.date, act: Act) -> None:
        """Enter `act` for `day`, even where nobody works."""
        heapq.heappush(self._entries, (day, next(self._order), act))

    def play(self, after_month: Callable[[dt.date], None]) -> None:
        """Do everything up to `last`, calling `after_month` with the last day of each batch."""
        while self._next() <= self.last:
            month = self._next().replace(day=1)
            with transaction.atomic(), without_savepoints():
                while self._next().replace(day=1) == month and self._next() <= self.last:
                    day, _, act = heapq.heappop(self._entries)
                    self._do(day, act)
            after_month(self._day)

    def _next(self) -> dt.date:
        return self._entries[0][0] if self._entries else dt.date.max

    def _do(self, day: dt.date, act: Act) -> None:
        self._of_day = self._of_day + 1 if day == self._day else 0
        self._day = day
        self.done += 1
        with ExitStack() as stack:
            stack.enter_context(clock.at(moment(day, self._of_day)))
            if day < self.last - NOTICES_FROM:
                stack.enter_context(notices.silence())
            act(day)


@contextmanager
def without_savepoints() -> Iterator[None]:
    """Acts are parts of their month: none is taken back by itself, so none needs a savepoint.

    Every third statement would be one.
    """
    features = connection.features
    before, features.uses_savepoints = features.uses_savepoints, False
    try:
        yield
    finally:
        features.uses_savepoints = before


def moment(day: dt.date, place: int) -> dt.datetime:
    """When in the working day the act at `place` (0 is the first) is done; never in the future."""
    passed = WORKING_DAY * (place / (place + HALF_DONE))
    return min(clock.start_of(day) + MORNING + passed, clock.now())
