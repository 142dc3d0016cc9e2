"""The suppliers of the story: who applies when, and what becomes of it. Pure, like plan.py."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from demonstration.names import places
from demonstration.plan import Days
from demonstration.sizes import Size
from demonstration.trades import TRADES, Trade

CORE = 12  # the trades that together offer every service; they are there from the first day
TEN_DAYS = dt.timedelta(days=10)
BEFORE = dt.timedelta(days=56)  # applications for the first day come in during the spring

# What becomes of an application. The first ends in an admission.
ADMITTED, REJECTED, SUBMITTED, STARTED, ASSESSED = (
    *("admitted", "rejected", "submitted", "under_assessment", "assessed"),
)
PROVIDER, REMOVED, SUSPENDED, REINSTATED = 8, 3, 11, 5  # places among the trades
FATES = {
    REMOVED: "removed",
    SUSPENDED: "suspended",
    REINSTATED: "reinstated",
    6: "left",
    7: "kept",
}


@dataclass(frozen=True)
class SupplierPlan:
    """A supplier, and its application for each lot of its trade.

    `level` is how dear it is, from 0 to 1. `renews_on` is a day of the year: its insurances end
    the day before. `fate` is what happens to its place on the lots later.
    """

    name: str
    trade: Trade
    number: str
    phone: str
    applies_on: dt.date
    level: float
    renews_on: dt.date
    becomes: str = ADMITTED
    fate: str = ""
    is_provider: bool = False


def suppliers(size: Size, days: Days, draw: Random, somebody: Iterator[str]) -> list[SupplierPlan]:
    """Those of the past and those whose applications are open today, in the order they apply.

    Sole traders are named after `somebody`.
    """
    names = _names(draw, somebody)
    span = (days.today - days.operational).days
    plans = []
    for place in range(size.suppliers):
        trade = TRADES[place % len(TRADES)]
        first = days.operational - BEFORE + dt.timedelta(days=draw.randrange(0, 21))
        later = days.operational + dt.timedelta(days=draw.randrange(20, max(span - 70, 21)))
        is_first = place < max(CORE, size.suppliers * 2 // 5)
        plan = _plan(next(names[trade.title]), trade, first if is_first else later, days, draw)
        plans.append(replace(plan, **_special(place, days)))
    plans += _rejected(size, days, names, draw) + _open_today(days, names, draw)
    return sorted(plans, key=lambda plan: plan.applies_on)


def second_lots(days: Days) -> list[tuple[int, int, str, dt.date]]:
    """Suppliers who are on one lot and apply for another now: place, lot, stage, day."""
    week = dt.timedelta(days=7)
    return [
        (0, 2, ASSESSED, days.today - 2 * week),
        (PROVIDER, 3, STARTED, days.today - week),
        (9, 3, SUBMITTED, days.today - dt.timedelta(days=3)),
    ]


def _special(place: int, days: Days) -> dict[str, Any]:
    """The provider, cheap and with an insurance that ends in nine days; and those whose place on
    a lot changes."""
    if place == PROVIDER:
        return {"is_provider": True, "level": 0.0, "renews_on": days.today + TEN_DAYS}
    return {"fate": FATES.get(place, "")}


def _rejected(
    size: Size, days: Days, names: dict[str, Iterator[str]], draw: Random
) -> list[SupplierPlan]:
    span = (days.today - days.operational).days
    trades = (TRADES[11], TRADES[12], TRADES[3], TRADES[14])[: 1 if size.suppliers <= CORE else 4]
    return [
        _plan(
            next(names[trade.title]),
            trade,
            days.operational + dt.timedelta(days=draw.randrange(40, max(span - 60, 41))),
            days,
            draw,
            becomes=REJECTED,
        )
        for trade in trades
    ]


def _open_today(days: Days, names: dict[str, Iterator[str]], draw: Random) -> list[SupplierPlan]:
    ago = ((SUBMITTED, 2, 15), (SUBMITTED, 5, 13), (STARTED, 8, 14), (ASSESSED, 13, 16))
    return [
        _plan(
            next(names[TRADES[place].title]),
            TRADES[place],
            days.today - dt.timedelta(days=back),
            days,
            draw,
            becomes=stage,
        )
        for stage, back, place in ago
    ]


def _plan(
    name: str, trade: Trade, applies_on: dt.date, days: Days, draw: Random, becomes: str = ADMITTED
) -> SupplierPlan:
    """Insurances never end within the next two months, so that the expiring one stands out."""
    return SupplierPlan(
        name=name,
        trade=trade,
        number=_number(trade, draw),
        phone=f"01632 960{draw.randrange(1000):03d}",
        applies_on=applies_on,
        level=draw.random(),
        renews_on=days.today + dt.timedelta(days=draw.randrange(75, 300)),
        becomes=becomes,
    )


def _number(trade: Trade, draw: Random) -> str:
    """A number in the form of its register, of a range that is not given out."""
    if trade.kind == "charity":
        return f"99{draw.randrange(10_000, 99_999)}"
    return f"99{draw.randrange(100_000, 999_999)}" if trade.kind in ("company", "cic") else ""


def provider(plans: list[SupplierPlan]) -> str:
    """The name of the sole trader that the provider's account acts for."""
    return next(plan.name for plan in plans if plan.is_provider).partition(",")[0]


def _names(draw: Random, somebody: Iterator[str]) -> dict[str, Iterator[str]]:
    """For each kind of title, names of organisations after places and of sole traders."""
    somewhere = places(draw)

    def titled(title: str) -> Iterator[str]:
        while True:
            values = {}
            if "{person}" in title:
                values["person"] = next(somebody)
            else:
                values["place"] = next(somewhere)
            yield title.format(**values)

    return {trade.title: titled(trade.title) for trade in TRADES}
