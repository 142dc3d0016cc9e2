"""By when an application is decided: 10 working days after it was submitted.

The days on which the council waits for the supplier do not count. Days are working days of
England and Wales (mdps.core.working_days).
"""

import datetime as dt
from collections.abc import Iterable

from mdps.core import working_days
from suppliers.models import Application

WORKING_DAYS = 10
Waited = tuple[dt.date, dt.date]


def due_on(application: Application) -> dt.date | None:
    """The last day for the decision; None while it stands still, is not submitted, or is decided.

    One query.
    """
    if application.submitted_on is None or application.state not in Application.OPEN:
        return None
    if application.state == Application.State.CLARIFICATION:
        return None
    asked = application.clarifications.exclude(answered_on=None)
    waited = asked.values_list("asked_on", "answered_on")
    return due(application.submitted_on, waited)  # type: ignore[arg-type]


def due(submitted_on: dt.date, waited: Iterable[Waited]) -> dt.date:
    """The tenth working day after `submitted_on`, later by the working days in `waited`: after the
    day of each question up to and including that of its answer, each day once."""
    return working_days.add(submitted_on, WORKING_DAYS + sum(map(_length, merged(waited))))


def merged(waited: Iterable[Waited]) -> list[Waited]:
    """The same days without overlaps, in order."""
    found: list[Waited] = []
    for start, end in sorted(waited):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _length(waited: Waited) -> int:
    return working_days.between(*waited)
