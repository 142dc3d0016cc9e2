"""What is fixed about an application in the moment in which it is submitted."""

import datetime as dt
from typing import Any

from lots.models import Lot
from lots.opening import now
from lots.queries import criteria_on
from mdps.core import clock
from suppliers.working_time import ALLOWED, due_day


def received(lot: Lot, *, on: dt.date, at: dt.datetime) -> dict[str, Any]:
    """The version of the criteria it is judged by, its round where the lot is in rounds, and the
    day by which it is decided. `on` is the day of submission, `at` its moment.
    """
    in_round = now(lot, at).open_round
    start = max(on, in_round.closes_at.astimezone(clock.LONDON).date()) if in_round else on
    return {
        "criteria_version": criteria_on(lot, on),
        "round": in_round,
        "due_on": due_day(start, [], allowed=ALLOWED),
    }
