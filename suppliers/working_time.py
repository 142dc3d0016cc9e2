"""The council's time to decide an application, in working days.

10 working days from the day after a complete application was submitted (reg 34), or after its
round closed, whichever is later: applications of a round are assessed together. 15 when extended
once, with a reason. The time stands still while the council waits for the applicant: a day counts
unless it is after the day of a question and not after the day of its answer. So the day on which
the council asks is still the council's, and the day after the answer is the first of it again.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mdps.core.working_days import ONE_DAY, is_working_day

ALLOWED, EXTENDED = 10, 15


@dataclass(frozen=True)
class Stop:
    """The council waits from `asked_on`, exclusive, until `answered_on`, inclusive; None: still."""

    asked_on: dt.date
    answered_on: dt.date | None = None

    def holds(self, day: dt.date) -> bool:
        return self.asked_on < day and (self.answered_on is None or day <= self.answered_on)


def used(start: dt.date, stops: Sequence[Stop], on: dt.date) -> int:
    """Working days of the council from the day after `start` up to and including `on`.

    Stops may overlap; a day in several of them stands still once. Raises NotKnownYet.
    """
    days = (start + ONE_DAY * n for n in range(1, (on - start).days + 1))
    return sum(_counts(day, stops) for day in days)


def due_day(start: dt.date, stops: Sequence[Stop], *, allowed: int) -> dt.date | None:
    """The last day of the council's time: the `allowed`th that counts after `start`.

    A stop after that day moves nothing. None while the council still waits for an answer and had
    time left when it asked. Raises NotKnownYet.
    """
    day, left = start, allowed
    while left > 0:
        day += ONE_DAY
        if _for_ever(day, stops):
            return None
        left -= _counts(day, stops)
    return day


def _counts(day: dt.date, stops: Iterable[Stop]) -> bool:
    return is_working_day(day) and not any(stop.holds(day) for stop in stops)


def _for_ever(day: dt.date, stops: Iterable[Stop]) -> bool:
    return any(stop.answered_on is None and stop.holds(day) for stop in stops)
