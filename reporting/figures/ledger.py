"""Sums of the commitment ledger. A line counts on its day `on`, whatever day it was written."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth

from contracts.models import Commitment
from mdps.core.money import ZERO
from reporting.figures.plain import day_of, pounds
from reporting.periods import Period

AWARD, INCREASE = Q(kind=Commitment.Kind.AWARD), Q(kind=Commitment.Kind.INCREASE)
GIVEN_BACK = Q(kind__in=Commitment.GIVES_BACK)
SUMS = {
    "count": Count("id", filter=AWARD),
    "gross": Sum("amount", filter=AWARD, default=ZERO),
    "taken_back": Sum("amount", filter=GIVEN_BACK, default=ZERO),
    "increased": Sum("amount", filter=INCREASE, default=ZERO),
}


@dataclass(frozen=True)
class Sums:
    """Awards, their gross value, what increases added to it, and what was given back of it: by
    release, decrease, early end and un-award (a positive amount)."""

    count: int = 0
    gross: Decimal = ZERO
    released: Decimal = ZERO
    increased: Decimal = ZERO

    @property
    def net(self) -> Decimal:
        return self.gross + self.increased - self.released

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(
            self.count + other.count,
            self.gross + other.gross,
            self.released + other.released,
            self.increased + other.increased,
        )

    @property
    def awarded(self) -> dict:
        return {"count": self.count, "gross": pounds(self.gross)}

    @property
    def plain(self) -> dict:
        return self.awarded | {
            "increased": pounds(self.increased),
            "released": pounds(self.released),
            "net": pounds(self.net),
        }


def until(as_at: dt.datetime) -> QuerySet[Commitment]:
    """Every line up to and including the day of `as_at`."""
    return Commitment.objects.filter(on__lte=day_of(as_at))


def within(period: Period, as_at: dt.datetime) -> QuerySet[Commitment]:
    """The lines of `period`."""
    return until(as_at).filter(on__gte=period.start, on__lt=period.end)


def sums(lines: QuerySet[Commitment]) -> Sums:
    """What `lines` come to."""
    return _sums(lines.aggregate(**SUMS))


def sums_by(lines: QuerySet[Commitment], key: str) -> dict[Any, Sums]:
    """What `lines` come to for each value of the field `key`. One query."""
    return {row[key]: _sums(row) for row in lines.order_by().values(key).annotate(**SUMS)}


def by_month_and_lot(lines: QuerySet[Commitment]) -> list[tuple[dt.date, int, Sums]]:
    """(first of the month, number of the lot, sums), in the order of the months. One query."""
    rows: Any = (
        lines.values(month=TruncMonth("on"), lot=F("contract__lot__number"))
        .annotate(**SUMS)
        .order_by("month", "lot")
    )
    return [(row["month"], row["lot"], _sums(row)) for row in rows]


def total(parts: Iterable[Sums]) -> Sums:
    """All of `parts` together."""
    return sum(parts, start=Sums())


def _sums(row: dict) -> Sums:
    return Sums(row["count"], row["gross"], -row["taken_back"], row["increased"])
