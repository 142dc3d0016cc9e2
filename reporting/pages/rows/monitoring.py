"""The rows behind the six-monthly monitoring report."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from lots.models import Lot
from reporting.models import MonitoringRound, Report, SupplierRating
from reporting.monitoring.equality import CHARACTERISTICS, STEPS
from reporting.monitoring.measured import DELIVERY, OUTCOMES, SAFETY
from reporting.monitoring.questions import KEPT, MET
from reporting.pages.rows.rows import (
    ACTIONS,
    CONTRACTS,
    RETURNS,
    SAID,
    Behind,
    By,
    Rows,
    beside,
    days_of,
    each,
    ledger,
    on_the_lots,
    suppliers_on_the_lots,
)

Days = Mapping[str, dt.date]


def monitoring(report: Report, figures: dict) -> Iterator[Behind]:
    """Every figure that has rows of its own."""
    days = days_of(report.period, figures)
    lots = {lot.number: lot.pk for lot in Lot.objects.all()}
    yield from each("Awarded", ("awarded",), ledger(days))
    yield from _packages(figures, days, lots)
    if figures.get("round"):
        opened = MonitoringRound.objects.get(period_start=report.period_start)
        yield from _round(opened, figures["round"])
    yield from suppliers_on_the_lots(figures, days, lots)
    before = report.period.before
    then = MonitoringRound.objects.filter(period_start=before.start).first()
    now = MonitoringRound.objects.filter(period_start=report.period_start).first()
    yield from beside(figures, _compared(days, now), _compared(days_of(before, figures), then))


def _ran(days: Days) -> dict[str, tuple[str, Rows]]:
    """Packages under which something was to be delivered in the days."""
    ran = {"starts_until": days["until"], "standing": "yes"}
    after = days["until"] + dt.timedelta(days=1)
    ended = {"ends_since": days["since"], "ends_until": days["until"]}
    return {
        "live": ("live at the end", Rows(CONTRACTS, {**ran, "ends_since": after})),
        "ended": ("ended", Rows(CONTRACTS, {**ran, **ended})),
    }


def _of(rows: dict[str, tuple[str, Rows]], **more: Any) -> dict[str, tuple[str, Rows]]:
    return {
        name: (words, Rows(found.list, {**found.of, **more}))
        for name, (words, found) in rows.items()
    }


def _packages(figures: dict, days: Days, lots: Mapping[int, int]) -> Iterator[Behind]:
    ran, way = _ran(days), ("packages",)
    yield from each("Packages", way, ran)
    for place, row in enumerate(figures["packages"]["lots"]):
        of_lot = _of(ran, lot=lots[row["lot"]])
        yield from each(f"Packages of Lot {row['lot']}", (*way, "lots", place), of_lot)
    for place, row in enumerate(figures["by_supplier"]):
        name = row["supplier"]
        rows = {**ledger({**days, "supplier": name}), **_of(ran, supplier_is=name)}
        yield from each(name, ("by_supplier", place), rows)


def _round(opened: MonitoringRound, figures: dict) -> Iterator[Behind]:
    of, way = {"round": opened.pk}, ("round",)
    yield from each("Returns", (*way, "returns"), _returns(of))
    grades: dict[str, str] = {grade.label: grade.value for grade in SupplierRating.Grade}
    for place, row in enumerate(figures["ratings"]):
        rated = Rows(RETURNS, {**of, "grade": grades.get(row["rating"], "none")})
        at = (*way, "ratings", place, "suppliers")
        yield Behind(f"Rated {row['rating'].lower()}", at, rated)
    yield from each("Actions", (*way, "actions"), _actions(of))
    yield from _said(opened, figures)


def _returns(of: dict) -> dict[str, tuple[str, Rows]]:
    return {
        "asked": ("asked for", Rows(RETURNS, of)),
        "received": ("received", Rows(RETURNS, {**of, "received": "yes"})),
        "accepted": ("accepted", Rows(RETURNS, {**of, "state": "accepted"})),
        "overdue": ("overdue", Rows(RETURNS, {**of, "overdue": "yes"})),
    }


def _actions(of: dict) -> dict[str, tuple[str, Rows]]:
    return {
        "set": ("set", Rows(ACTIONS, of)),
        "done": ("done", Rows(ACTIONS, {**of, "state": "done"})),
        "overdue": ("overdue", Rows(ACTIONS, {**of, "state": "overdue"})),
    }


def _said(opened: MonitoringRound, figures: dict) -> Iterator[Behind]:
    """What is summed over the returns, a number of each."""

    def behind(words: str, way: tuple[str | int, ...], figure: str) -> Behind:
        of = {"round": opened.pk, "figure": figure}
        return Behind(words, ("round", *way), Rows(SAID, of, By.SUM, "Number"))

    for name, words in DELIVERY:
        yield behind(words, ("delivery", name), f"delivery.{name}")
    for place, (name, words) in enumerate(OUTCOMES):
        yield behind(words, ("outcomes", place, "packages"), f"outcomes.{name}")
    for name, words in SAFETY:
        yield behind(words, ("safety", name), f"safety.{name}")
    for place, row in enumerate(figures["standards"]):
        for name, words in MET:
            figure = f"standards.{row['lot']}.{name}"
            yield behind(
                f"Standards of Lot {row['lot']}: {words}", ("standards", place, name), figure
            )
    for place, (name, words) in enumerate(KEPT):
        yield behind(f"Commitments: {words}", ("social_value", place, "suppliers"), f"kept.{name}")
    for place, of in enumerate(CHARACTERISTICS):
        for number, (group, words) in enumerate(of.groups):
            for step, said in STEPS:
                way = ("equality", place, "groups", number, step)
                figure = f"equality.{of.slug}.{group}.{step}"
                yield behind(f"{of.title}, {words}: {said}", way, figure)


def _compared(days: Days, opened: MonitoringRound | None) -> dict[str, Rows]:
    sums, ran = ledger(days), _ran(days)
    found = {
        "awards": sums["count"][1],
        **{name: sums[name][1] for name in ("gross", "released", "net")},
        **{name: rows for name, (_, rows) in ran.items()},
        "at_end": on_the_lots(days)["at_end"][1],
    }
    if opened is None:
        return found
    of = {"round": opened.pk}
    returns = _returns(of)
    delivered, missed = (
        Rows(SAID, {**of, "figure": f"delivery.{name}"}, By.SUM, "Number")
        for name in ("delivered_in_period", "missed")
    )
    return {
        **found,
        "asked": returns["asked"][1],
        "received": returns["received"][1],
        "delivered": delivered,
        "missed": missed,
        "actions": _actions(of)["set"][1],
    }
