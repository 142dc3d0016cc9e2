"""What social workers say of the packages of a half year, summed up."""

from dataclasses import dataclass

from django.db.models import QuerySet

from reporting.models import MonitoringReturn, PackageRating
from reporting.monitoring.packages import ran_in
from reporting.monitoring.rate_package import MARKS, QUESTIONS
from reporting.periods import Period

FEWEST = 5  # below this a supplier is not shown the marks: they would point to a person


@dataclass(frozen=True)
class Marks:
    """How many packages ended and were rated; for each question how often each mark was given,
    from the best to the poorest; and the sentences that were written."""

    ended: int
    rated: int
    given: dict[str, dict[int, int]]
    remarks: tuple[str, ...] = ()


def ratings_of(period: Period) -> QuerySet[PackageRating]:
    """The ratings of the packages that ended in `period`, whenever they were given."""
    return PackageRating.objects.filter(contract__in=ended_in(period).values("pk")).order_by(
        "rated_on", "id"
    )


def ended_in(period: Period) -> QuerySet:
    """The packages that ran in `period` and ended in it."""
    return ran_in(period).filter(over_on__lt=period.end)


def marks_for(record: MonitoringReturn) -> Marks:
    """Of one supplier in its round. One query."""
    found = ratings_of(record.round.period).filter(contract__delivered_by=record.supplier)
    return summed(list(found), ended=record.figures["totals"]["ended"])


def summed(ratings: list[PackageRating], *, ended: int) -> Marks:
    """The marks of `ratings`. No query."""
    return Marks(
        ended=ended,
        rated=len(ratings),
        given={
            key: {mark: sum(getattr(each, key) == mark for each in ratings) for mark, _ in MARKS}
            for key, _ in QUESTIONS
        },
        remarks=tuple(each.remark for each in ratings if each.remark),
    )
