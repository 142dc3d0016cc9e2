"""How suppliers were chosen in a period, and which contracts were recorded as separate."""

import datetime as dt

from django.db.models import QuerySet

from contracts.models import Commitment
from contracts.models.direct import Route
from contracts.queries import separated_between
from reporting.figures import ledger
from reporting.figures.plain import day_of, percent, pounds
from reporting.periods import Period


def by_route(lines: QuerySet[Commitment]) -> list[dict]:
    """Awards by direct award and by mini-competition, gross, with the share. Two queries."""
    found, everything = ledger.sums_by(lines, "contract__route"), ledger.sums(lines)
    return [
        {
            "route": route.value,
            "words": route.label,
            **(sums := found.get(route.value, ledger.Sums())).awarded,
            "percent_of_gross": percent(sums.gross, everything.gross),
        }
        for route in Route
    ]


def separated(period: Period, as_at: dt.datetime) -> list[dict]:
    """Each record of `period` that says why a contract does not count together with others. Its
    reasons, which could be about a child, are not in it. Two queries."""
    last = min(period.last_day, day_of(as_at))
    return [
        {
            "record": record.reference,
            "on": str(record.recorded_on),
            "supplier": record.supplier.name,
            "service": record.line.service.name,
            "covers": pounds(record.highest_value),
            "from_contracts": len(record.contracts.all()),
        }
        for record in separated_between(period.start, last)
    ]
