"""A list narrowed to some rows, and what of these rows comes to a figure."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from mdps.core.permissions import Permission
from reporting.figures.disclosure import Way
from reporting.periods import Period

LEDGER, SPOT, CONTRACTS = "contracts:ledger", "contracts:spot-purchases", "contracts:list"
PRICES, DECIDED = "reporting:prices-compared", "reporting:panel-lines"
WAITS, URGENT = "reporting:panel-waits", "reporting:panel-urgent"
CONDITIONS, MEETINGS = "reporting:panel-conditions", "panel:list"
BUDGET_LINES = "panel:budget-lines"
RETURNS, ACTIONS, SAID = "monitoring:returns", "monitoring:actions", "monitoring:said"
ADMISSIONS, INVITATIONS = "suppliers:admissions", "suppliers:invitations"

NEEDED = {
    LEDGER: Permission.CONTRACT_READ,
    SPOT: Permission.CONTRACT_READ,
    CONTRACTS: Permission.CONTRACT_READ,
    PRICES: Permission.CONTRACT_READ,
    DECIDED: Permission.FIGURES_READ,
    WAITS: Permission.FIGURES_READ,
    URGENT: Permission.FIGURES_READ,
    CONDITIONS: Permission.FIGURES_READ,
    MEETINGS: Permission.PANEL_READ,
    BUDGET_LINES: Permission.BUDGET_READ,
    RETURNS: Permission.MONITORING_READ,
    ACTIONS: Permission.MONITORING_READ,
    SAID: Permission.MONITORING_READ,
    ADMISSIONS: Permission.SUPPLIER_READ,
    INVITATIONS: Permission.SUPPLIER_READ,
}


class By(StrEnum):
    """What of the rows the figure is."""

    NUMBER = "how many there are"
    DIFFERENT = "how many different ones the column has"
    SUM = "the sum of the column"
    GIVEN_BACK = "the sum of the column, which is below nought"
    MEAN = "the mean of the column"
    MEDIAN = "the median of the column"
    LONGEST = "the largest of the column"


@dataclass(frozen=True)
class Rows:
    """A list by the name of its page, what narrows it, and what comes to the figure."""

    list: str
    of: Mapping[str, Any]
    by: By = By.NUMBER
    column: str = ""
    record: int | None = None  # the list is about this record

    @property
    def needed(self) -> Permission:
        """What it takes to open the list."""
        return NEEDED[self.list]

    @property
    def url(self) -> str:
        args = [] if self.record is None else [self.record]
        return f"{reverse(self.list, args=args)}?{urlencode(self.of)}"


@dataclass(frozen=True)
class Behind:
    """The figure at `way`, in words, and its rows."""

    what: str
    way: Way
    rows: Rows

    @property
    def url(self) -> str:
        return self.rows.url


Named = Mapping[str, tuple[str, Rows]]


def each(what: str, way: Way, rows: Named) -> Iterator[Behind]:
    """The figures under `way` by their names, each with its words and its rows."""
    for name, (words, found) in rows.items():
        yield Behind(f"{what}: {words}" if words else what, (*way, name), found)


def beside(figures: dict, now: Mapping[str, Rows], before: Mapping[str, Rows]) -> Iterator[Behind]:
    """The comparison with the period before: `now` and `before` by the names of the figures."""
    for place, row in enumerate(figures.get("comparison", {"figures": []})["figures"]):
        for when, rows in (("now", now), ("before", before)):
            if row["figure"] in rows and row[when] is not None:
                words = row["figure"].replace("_", " ")
                way = ("comparison", "figures", place, when)
                yield Behind(f"Comparison, {words}: {when}", way, rows[row["figure"]])


def days_of(period: Period, figures: dict) -> dict[str, dt.date]:
    """The days of `period`, to the day of the figures where that is earlier."""
    as_at = dt.date.fromisoformat(figures["as_at"][:10])
    return {"since": period.start, "until": min(period.last_day, as_at)}


def awarded(of: Mapping[str, Any]) -> dict[str, tuple[str, Rows]]:
    """What was awarded, as lines of the ledger."""
    of = {**of, "kind": "award"}
    return {
        "count": ("awards", Rows(LEDGER, of)),
        "gross": ("gross", Rows(LEDGER, of, By.SUM, "Amount")),
    }


def ledger(of: Mapping[str, Any]) -> dict[str, tuple[str, Rows]]:
    """What was awarded, increased, given back, and what that leaves."""
    given_back = {**of, "kind": "given_back"}
    return {
        **awarded(of),
        "increased": ("increased", Rows(LEDGER, {**of, "kind": "increase"}, By.SUM, "Amount")),
        "released": ("released", Rows(LEDGER, given_back, By.GIVEN_BACK, "Amount")),
        "net": ("net", net(of)),
    }


def net(of: Mapping[str, Any]) -> Rows:
    """All lines of the ledger together."""
    return Rows(LEDGER, of, By.SUM, "Amount")


def on_the_lots(days: Mapping[str, dt.date]) -> dict[str, tuple[str, Rows]]:
    """Providers on the scheme, and those who came, were suspended, and went."""
    since, until = days["since"], days["until"]
    gone = {"ended_since": since, "ended_until": until}
    filters: dict[str, tuple[str, dict[str, Any]]] = {
        "at_end": ("on it at the end", {"on": until}),
        "joined": ("joined", {"admitted_since": since, "admitted_until": until}),
        "suspended": ("suspended", {"suspended_since": since, "suspended_until": until}),
        "removed": ("removed", {**gone, "left": "removed"}),
        "withdrawn": ("left of their own accord", {**gone, "left": "withdrawn"}),
    }
    return {
        name: (words, Rows(ADMISSIONS, of, By.DIFFERENT, "Supplier"))
        for name, (words, of) in filters.items()
    }


def narrowed(rows: Named, **more: Any) -> dict[str, tuple[str, Rows]]:
    """The same with one more filter."""
    return {
        name: (words, Rows(found.list, {**found.of, **more}, found.by, found.column))
        for name, (words, found) in rows.items()
    }


def suppliers_on_the_lots(
    figures: dict, days: Mapping[str, dt.date], lots: Mapping[int, int]
) -> Iterator[Behind]:
    """The figures under `suppliers`; `lots` are ids by the numbers."""
    rows = on_the_lots(days)
    yield from each("Providers", ("suppliers", "all"), rows)
    for place, row in enumerate(figures["suppliers"]["lots"]):
        of_lot = narrowed(rows, lot=lots[row["lot"]])
        yield from each(f"Providers of Lot {row['lot']}", ("suppliers", "lots", place), of_lot)
