"""When the panel meets about a request: said by the floor that knows, asked by those below.

The panel registers one function with `@panel_days.known`: the day of the meeting on whose agenda
each of some requests stands, by the request's id.
"""

import datetime as dt
from collections.abc import Callable, Collection, Mapping

Days = Callable[[Collection[int]], Mapping[int, dt.date]]

_known: list[Days] = []


def known(function: Days) -> Days:
    """Register who knows the days."""
    _known.append(function)
    return function


def of(requests: Collection[int]) -> dict[int, dt.date]:
    """The day of the meeting by request, of those that are on an agenda. One query."""
    return {pk: day for days in _known for pk, day in days(requests).items()} if requests else {}
