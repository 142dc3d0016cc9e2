"""When the cap is reached if things go on as they did, against the bounds of the term (CR 1, 2, 4).

The rules are contracts.forecast's; here the ledger is read for them.
"""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from contracts import forecast
from contracts.forecast import Rate
from contracts.limits import months_earlier
from lots.models import Scheme
from reporting.figures import ledger
from reporting.figures.ledger import Sums
from reporting.figures.plain import pounds
from reporting.periods import ONE_DAY, Period

Months = list[tuple[dt.date, int, Sums]]
SHORT, LONG = 3, 12


def figures(
    scheme: Scheme, months: Months, committed: Decimal, today: dt.date, as_at: dt.datetime
) -> dict:
    """The three answers and the bounds they are held against. Two queries."""
    bounds = list(_bounds(scheme))
    headroom = scheme.cap - committed
    short, long = (_rate(scheme, count, today, as_at) for count in (SHORT, LONG))
    by_month = forecast.shares(_net_by_month(months), scheme.operational_from, today)
    answers = [
        ("months_3", short, forecast.reached_on(short, headroom, today)),
        ("months_12", long, forecast.reached_on(long, headroom, today)),
    ]
    if by_month:
        season = forecast.reached_by_season(long, by_month, headroom, today)
        answers.append(("season", long, season))
    return {
        "bounds": [{"name": name, "last_day": str(last)} for name, last in bounds],
        "answers": [
            {
                "by": by,
                "since": str(rate.start),
                "amount": pounds(rate.amount),
                "a_year": pounds(rate.a_year),
                "reached_on": str(day) if day else None,
                "before": list(forecast.passed(day, bounds)),
            }
            for by, rate, day in answers
        ],
    }


def _rate(scheme: Scheme, months: int, today: dt.date, as_at: dt.datetime) -> Rate:
    """What the last `months` committed, net, up to and including today; not before the scheme."""
    start = max(months_earlier(today, months) + ONE_DAY, scheme.operational_from)
    period = Period(start, today + ONE_DAY)
    return Rate(start, max(today, start), ledger.sums(ledger.within(period, as_at)).net)


def _net_by_month(months: Months) -> dict[dt.date, Decimal]:
    net: dict[dt.date, Decimal] = {}
    for first, _, sums in months:
        net[first] = net.get(first, Decimal(0)) + sums.net
    return net


def _bounds(scheme: Scheme) -> Iterator[tuple[str, dt.date]]:
    """The last days that new call-offs are bound by, the earliest first."""
    yield "initial_term", scheme.initial_term_ends
    if scheme.extension_ends:
        yield "extension", scheme.extension_ends
    else:
        last = scheme.initial_term_ends + ONE_DAY
        yield "longest_extension", last.replace(year=last.year + 2) - ONE_DAY
    yield "statutory_end", scheme.statutory_end
