"""Which list of the service shows the rows behind a figure, and what of it comes to the figure."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from lots.models import Lot, RequestCategory
from mdps.core.models import User
from mdps.core.permissions import Permission
from reporting.figures.disclosure import Way
from reporting.models import MonitoringRound, Report, SupplierRating

LEDGER, SPOT, DECIDED = "contracts:ledger", "contracts:spot-purchases", "reporting:panel-lines"
CONTRACTS, RETURNS, ACTIONS = "contracts:list", "monitoring:returns", "monitoring:actions"


@dataclass(frozen=True)
class Behind:
    """The figure at `way`, in words, and the list behind it. It is the number of the list's rows,
    or the sum of its column `adds_up`; what is given back is below nought in the ledger."""

    what: str
    way: Way
    url: str
    adds_up: str = ""


def rows_behind(report: Report, figures: dict, user: User) -> list[Behind]:
    """Those of a made report whose list `user` may open, in the order of the report."""
    found = {
        Report.Kind.ANNUAL_CABINET: _annual,
        Report.Kind.MONITORING: _monitoring,
        Report.Kind.PANEL_ACTIVITY: _panel,
    }[Report.Kind(report.kind)](report, figures)
    return [behind for needed, behind in found if needed in user.permissions]


Needed = Iterator[tuple[Permission, Behind]]


def _annual(report: Report, figures: dict) -> Needed:
    days = _days(report)
    yield from _ledger("Awarded", ("awarded",), days)
    lots = {lot.number: lot.pk for lot in Lot.objects.all()}
    for place, row in enumerate(figures["by_lot"]):
        of = days | {"lot": lots[row["lot"]]}
        yield from _ledger(f"Lot {row['lot']}", ("by_lot", place), of)
    categories = {each.name: each.position for each in RequestCategory.objects.all()}
    for place, row in enumerate(figures["by_category"]):
        of = days | {"category": categories[row["category"]]}
        yield from _ledger(row["category"], ("by_category", place), of)
    for place, row in enumerate(figures.get("by_route", [])):
        of = days | {"route": row["route"]}
        yield from _awards(row["words"], ("by_route", place), of)
    yield from _suppliers(figures, days)
    yield from _spot(figures, days)
    until = {"until": figures["to_date"]["as_at"]}
    yield from _ledger("Since the scheme began", ("to_date", "awarded"), until)


def _monitoring(report: Report, figures: dict) -> Needed:
    days = _days(report)
    yield from _ledger("Awarded", ("awarded",), days)
    yield from _suppliers(figures, days)
    lots = {lot.number: lot.pk for lot in Lot.objects.all()}
    last, after = report.period.last_day, report.period.end
    ran = {"starts_until": last, "standing": "yes"}
    ends = {
        "live": ("live at the end", ran | {"ends_since": after}),
        "ended": ("ended", ran | {"ends_since": report.period_start, "ends_until": last}),
    }
    for name, (words, of) in ends.items():
        yield _list(CONTRACTS, f"Packages {words}", ("packages", name), of)
        for place, row in enumerate(figures["packages"]["lots"]):
            where = of | {"lot": lots[row["lot"]]}
            at = ("packages", "lots", place, name)
            yield _list(CONTRACTS, f"Packages of Lot {row['lot']} {words}", at, where)
    if figures.get("round"):
        yield from _round(report, figures["round"])


def _round(report: Report, figures: dict) -> Needed:
    opened = MonitoringRound.objects.get(period_start=report.period_start)
    of = {"round": opened.pk}
    states = {"asked": {}, "received": {"received": "yes"}, "accepted": {"state": "accepted"}}
    for name, more in states.items():
        way = ("round", "returns", name)
        yield _list(RETURNS, f"Returns {name}", way, of | more)
    grades: dict[str, str] = {grade.label: grade.value for grade in SupplierRating.Grade}
    for place, row in enumerate(figures["ratings"]):
        at = ("round", "ratings", place, "suppliers")
        grade = grades.get(row["rating"], "none")
        yield _list(RETURNS, f"Suppliers: {row['rating'].lower()}", at, of | {"grade": grade})
    for name, more in (("set", {}), ("done", {"state": "done"})):
        yield _list(ACTIONS, f"Actions {name}", ("round", "actions", name), of | more)


def _panel(report: Report, figures: dict) -> Needed:
    days = _days(report)
    yield from _decided("Lines considered", ("considered",), days)
    categories = {each.name: each.position for each in RequestCategory.objects.all()}
    for place, row in enumerate(figures["by_category"]):
        of = days | {"category": categories[row["category"]]}
        yield from _decided(row["category"], ("by_category", place), of)
    for place, row in enumerate(figures["by_team"]):
        yield from _decided(row["team"], ("by_team", place), days | {"team": row["team"]})
    for place, row in enumerate(figures["by_kind"]):
        way = ("by_kind", place, "lines")
        yield _list(DECIDED, f"Lines: {row['words'].lower()}", way, days | {"kind": row["kind"]})


def _decided(what: str, way: Way, of: dict) -> Needed:
    yield _list(DECIDED, f"{what}: lines", (*way, "lines"), of)
    for name in ("Requested", "Approved"):
        final = of | {"final": "yes"}
        yield _list(DECIDED, f"{what}: {name.lower()}", (*way, name.lower()), final, name)


def _ledger(what: str, way: Way, of: dict) -> Needed:
    yield from _awards(what, way, of)
    for name, kind in (("increased", {"kind": "increase"}), ("released", {"kind": "given_back"})):
        yield _list(LEDGER, f"{what}: {name}", (*way, name), of | kind, "Amount")
    yield _list(LEDGER, f"{what}: net", (*way, "net"), of, "Amount")


def _awards(what: str, way: Way, of: dict) -> Needed:
    awards = of | {"kind": "award"}
    yield _list(LEDGER, f"{what}: awards", (*way, "count"), awards)
    yield _list(LEDGER, f"{what}: gross", (*way, "gross"), awards, "Amount")


def _suppliers(figures: dict, days: dict) -> Needed:
    """In the public form of the annual report there are none."""
    for place, row in enumerate(figures.get("by_supplier", [])):
        yield from _awards(
            row["supplier"], ("by_supplier", place), days | {"supplier": row["supplier"]}
        )


def _spot(figures: dict, days: dict) -> Needed:
    found, way = figures["spot_purchases"], ("spot_purchases",)
    yield _list(SPOT, "Spot purchases", (*way, "count"), days)
    yield _list(SPOT, "Spot purchases: amount", (*way, "amount"), days, "Amount")
    for place, row in enumerate(found["reasons"]):
        of, at = days | {"reason": row["reason"]}, (*way, "reasons", place)
        yield _list(SPOT, f"Spot purchases: {row['words'].lower()}", (*at, "count"), of)
        words = f"Spot purchases: {row['words'].lower()}, amount"
        yield _list(SPOT, words, (*at, "amount"), of, "Amount")


def _days(report: Report) -> dict:
    return {"since": report.period_start, "until": report.period.last_day}


def _list(name: str, what: str, way: Way, of: dict, adds_up: str = "") -> tuple[Permission, Behind]:
    return NEEDED[name], Behind(what, way, f"{reverse(name)}?{urlencode(of)}", adds_up)


NEEDED = {
    LEDGER: Permission.CONTRACT_READ,
    SPOT: Permission.CONTRACT_READ,
    CONTRACTS: Permission.CONTRACT_READ,
    RETURNS: Permission.MONITORING_READ,
    ACTIONS: Permission.MONITORING_READ,
    DECIDED: Permission.FIGURES_READ,
}
