"""The cap: what is committed and what is left, by scheme year and lot, and how it came about.

CR 4: the combined aggregate value shall not exceed £10.5 million. CR 5: by year.
"""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from lots.models import Lot, Scheme
from lots.queries import current_scheme
from reporting.figures import forecast, ledger
from reporting.figures.ledger import Sums
from reporting.figures.plain import BASIS, day_of, percent, pounds
from reporting.periods import ONE_DAY, YEAR, Period, months_after

Months = list[tuple[dt.date, int, Sums]]


def figures(as_at: dt.datetime) -> dict:
    """The scheme since it began, as at `as_at`. Five queries, however long the ledger."""
    scheme, lots = current_scheme(), list(Lot.objects.all())
    months = ledger.by_month_and_lot(ledger.until(as_at))
    total = ledger.total(sums for _, _, sums in months)
    return {
        "as_at": str(day_of(as_at)),
        "basis": BASIS,
        "cap": pounds(scheme.cap),
        "committed": pounds(total.net),
        "headroom": pounds(scheme.cap - total.net),
        "percent_committed": percent(total.net, scheme.cap),
        "awarded": total.plain,
        "planned": {
            "per_year": pounds(scheme.planned_per_year),
            "to_date": pounds(_planned(scheme, day_of(as_at))),
            "initial_term": pounds(scheme.planned_per_year * _years(scheme)),
        },
        "term": term(scheme),
        "forecast": forecast.figures(scheme, months, total.net, day_of(as_at), as_at),
        "years": list(_by_year(scheme, lots, months, day_of(as_at))),
        "lots": [_lot(lot, months, scheme) for lot in lots],
        "series": list(_series(scheme, months, day_of(as_at))),
    }


def term(scheme: Scheme) -> dict:
    """The days that bound the scheme; last days are inclusive (CR 1, CR 2)."""
    return {
        "operational_from": str(scheme.operational_from),
        "initial_term_ends": str(scheme.initial_term_ends),
        "extension_ends": str(scheme.extension_ends) if scheme.extension_ends else None,
        "statutory_end": str(scheme.statutory_end),
        "last_award_day": str(scheme.last_award_day),
    }


def _years(scheme: Scheme) -> int:
    """Whole years of the initial term."""
    return (scheme.initial_term_ends - scheme.operational_from).days // 365


def _planned(scheme: Scheme, today: dt.date) -> Decimal:
    """What the plan had foreseen by the end of `today`: whole scheme years, then day by day."""
    start, planned = scheme.operational_from, Decimal(0)
    while (end := months_after(start, YEAR)) <= today:
        start, planned = end, planned + scheme.planned_per_year
    days = max((today + ONE_DAY - start).days, 0)
    return planned + scheme.planned_per_year * days / (end - start).days


def _by_year(scheme: Scheme, lots: list[Lot], months: Months, today: dt.date) -> Iterator[dict]:
    """Each scheme year that has begun, with what was committed at its end."""
    committed, planned, start = Sums(), Decimal(0), scheme.operational_from
    while start <= today:
        planned += scheme.planned_per_year
        year = Period(start, months_after(start, YEAR))
        mine = [row for row in months if year.start <= row[0] < year.end]
        sums = ledger.total(row[2] for row in mine)
        committed += sums
        yield {
            "first_day": str(year.start),
            "last_day": str(year.last_day),
            "complete": year.last_day < today,
            **sums.plain,
            "lots": [
                {
                    "lot": lot.number,
                    "net": pounds(ledger.total(s for _, n, s in mine if n == lot.number).net),
                }
                for lot in lots
            ],
            "committed_at_end": pounds(committed.net),
            "planned_at_end": pounds(planned),
        }
        start = year.end


def _lot(lot: Lot, months: Months, scheme: Scheme) -> dict:
    sums = ledger.total(sums for _, number, sums in months if number == lot.number)
    return {
        "lot": lot.number,
        "name": lot.name,
        **sums.plain,
        "percent_of_cap": percent(sums.net, scheme.cap),
    }


def _series(scheme: Scheme, months: Months, today: dt.date) -> Iterator[dict]:
    """What was committed, net, at the end of each month and on the last day."""
    committed, month = Sums(), scheme.operational_from
    yield {"on": str(scheme.operational_from), "committed": pounds(committed.net)}
    while month <= today:
        following = months_after(month, 1)
        committed += ledger.total(sums for first, _, sums in months if first == month)
        yield {"on": str(min(following - ONE_DAY, today)), "committed": pounds(committed.net)}
        month = following
