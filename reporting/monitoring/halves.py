"""The half years of the scheme that are over, and which of them no round was opened for."""

import datetime as dt

from lots.queries import current_scheme
from reporting.models import MonitoringRound
from reporting.periods import ENDS_OF_A_HALF, HALF, Period, last_complete, months_after

MOST = 4


def halves_without_a_round(on: dt.date) -> list[Period]:
    """The latest four half years that were over before the day `on` and have no round, newest
    first. Two queries."""
    began = current_scheme().operational_from
    opened = set(MonitoringRound.objects.values_list("period_start", flat=True))
    found: list[Period] = []
    period = last_complete(ENDS_OF_A_HALF, months=HALF, on=on)
    while period.last_day >= began and len(found) < MOST:
        if period.start not in opened:
            found.append(period)
        period = Period(months_after(period.start, -HALF), period.start)
    return found
