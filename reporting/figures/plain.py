"""Amounts, shares and days as the JSON of the figures holds them."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import ROUND_HALF_UP, Decimal

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from mdps.core import clock
from mdps.core.money import ZERO, to_penny
from reporting.periods import Period

BASIS = "GBP, excluding VAT"
TENTH = Decimal("0.1")


def pounds(amount: Decimal | None) -> str:
    """`1234.50`; None is nought."""
    return f"{to_penny(amount or ZERO):.2f}"


def percent(part: Decimal, whole: Decimal) -> str:
    """The share of `part` in `whole`, to a tenth, half up, like `57.0`; of nought it is `0.0`."""
    share = 100 * part / whole if whole else Decimal(0)
    return f"{share.quantize(TENTH, rounding=ROUND_HALF_UP):.1f}"


def day_of(as_at: dt.datetime) -> dt.date:
    """The day in Europe/London up to which, inclusive, figures as at this moment count."""
    return as_at.astimezone(clock.LONDON).date()


def head(report: str, period: Period, as_at: dt.datetime) -> dict:
    """What the figures of a report begin with."""
    return {
        "report": report,
        "period": {"first_day": str(period.start), "last_day": str(period.last_day)},
        "as_at": as_at.astimezone(clock.LONDON).isoformat(timespec="seconds"),
        "basis": BASIS,
    }


@contextmanager
def one_moment(database: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Everything read inside sees the database as it was at one moment.

    Inside a transaction that has begun already (a test's), that one is used as it is.
    """
    begun = connections[database].in_atomic_block
    with transaction.atomic(using=database):
        if not begun:
            with connections[database].cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield
