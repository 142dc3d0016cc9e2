"""Where a round stands: how many returns there are in each state, and how suppliers are rated."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q, Subquery

from reporting.models import MonitoringReturn, MonitoringRound, SupplierRating
from reporting.monitoring.queries import latest_grade, overdue

State = MonitoringReturn.State


@dataclass(frozen=True)
class Standing:
    """`received` are those that were submitted at least once; `overdue` those that wait for the
    provider after the due day. `grades` counts the suppliers by how they are rated."""

    suppliers: int
    received: int
    to_accept: int
    accepted: int
    overdue: int
    grades: dict[str, int]

    @property
    def rated(self) -> int:
        return sum(self.grades.values())


def standing_of(of: MonitoringRound, *, on: dt.date) -> Standing:
    """Where the round stands on the day `on`. Two queries."""
    counts = of.returns.aggregate(
        suppliers=Count("id"),
        received=Count("id", filter=~Q(state=State.OPEN)),
        to_accept=Count("id", filter=Q(state=State.SUBMITTED)),
        accepted=Count("id", filter=Q(state=State.ACCEPTED)),
        overdue=Count("id", filter=overdue(on)),
    )
    rated = (
        of.returns.annotate(grade=Subquery(latest_grade()))
        .filter(grade__isnull=False)
        .values_list("grade")
        .annotate(number=Count("id"))
        .order_by()
    )
    found = dict(rated)
    return Standing(
        **counts, grades={grade: found.get(grade, 0) for grade in SupplierRating.Grade.values}
    )
