"""The panel's activity as it may be published: small numbers withheld (reporting.figures.small)."""

from typing import Any

from reporting.figures import public_comparison
from reporting.figures.panel_activity import COMPARED
from reporting.figures.small import (
    EVERYTHING,
    WITHHELD,
    Cut,
    alone,
    counts_of,
    cut,
    earlier_in,
    is_small,
    together,
    withhold,
)

REQUESTS = ("requests", "lines", "requested", "approved", "percent_approved")
TABLES = (
    ("by_category", "category", "requests"),
    ("by_team", "team", "requests"),
    ("by_legal_status", "legal_status", "requests"),
)
OF_REQUESTS = (*REQUESTS[1:], "decided", "median_days")
FAMILIES: dict[str, tuple[str, ...]] = {
    "requests": OF_REQUESTS,
    "lines": OF_REQUESTS,
    "urgent": (),
    "decided": ("median_days",),
}
PARTS = ("met", "open_before_award", "open_while_running")


def public(figures: dict, earlier: dict | None) -> dict:
    """`figures` without small numbers; `earlier` are those of the version published before."""
    changed = _considered(figures, earlier)
    changed["before"] = _before(figures["before"])
    changed["meetings"] = alone(figures["meetings"], ("decided", "not_reached"))
    changed["conditions"] = _conditions(figures["conditions"])
    changed["urgent"] = _urgent(figures["urgent"])
    changed["turnaround"] = _turnaround(figures["turnaround"])
    changed |= public_comparison.public(figures, figures | changed, COMPARED, families=FAMILIES)
    if all(figures[name] == value for name, value in changed.items()):
        return figures
    changed |= _sums_of_others(figures, changed)
    beside = public_comparison.public(figures, figures | changed, COMPARED, families=FAMILIES)
    return without_what_is_told(figures | changed | beside)


def _considered(figures: dict, earlier: dict | None) -> dict[str, Any]:
    """Requests by category, team and legal status, and their lines by what was decided: tables of
    two totals that tell of each other, so that they are withheld together."""
    *cuts, kinds = together(
        cut(
            counts_of(figures[rows], key, field),
            earlier_in(earlier[rows], key, field) if earlier else None,
        )
        for rows, key, field in (*TABLES, ("by_kind", "kind", "lines"))
    )
    found = {
        rows: withhold(figures[rows], key, names, REQUESTS)
        for (rows, key, _), names in zip(TABLES, cuts, strict=True)
    }
    return found | {
        "considered": _all(figures["considered"]) if kinds is EVERYTHING else figures["considered"],
        "by_kind": withhold(figures["by_kind"], "kind", kinds, ("lines", "approved")),
        "deferred": withhold(figures["deferred"], "reason", _reasons(figures, earlier), ("lines",)),
    }


def _reasons(figures: dict, earlier: dict | None) -> Cut:
    return cut(
        counts_of(figures["deferred"], "reason", "lines"),
        earlier_in(earlier["deferred"], "reason", "lines") if earlier else None,
    )


def without_what_is_told(figures: dict) -> dict:
    """Where it is withheld how many lines were deferred, so is why, and whether any was; a year of
    the trend that is withheld is left out, since there is nothing to draw of it."""
    defer = [row for row in figures["by_kind"] if row["kind"] == "defer"]
    held = any(row["lines"] == WITHHELD for row in defer)
    trend = figures["trend"]
    years = [year for year in trend["years"] if year["requested"] != WITHHELD]
    why = {"deferred": [{"reason": "Withheld", "lines": WITHHELD}]} if held else {}
    return figures | why | {"trend": trend | {"years": years}}


def _before(before: dict) -> dict:
    found = _all(before) if is_small(before["requests"]) else before
    return found | {"turnaround": _turnaround(before["turnaround"])}


def _all(sums: dict) -> dict:
    return sums | dict.fromkeys(REQUESTS, WITHHELD)


def _conditions(figures: dict) -> dict:
    """A small part withholds every part, a small total everything."""
    if is_small(figures["conditions"]):
        return dict.fromkeys(figures, WITHHELD)
    if any(is_small(figures[part]) for part in PARTS):
        return figures | dict.fromkeys(PARTS, WITHHELD)
    return figures


def _urgent(urgent: dict) -> dict:
    """Everything or nothing: what was ratified is a row of another table too."""
    counts = (value for value in urgent.values() if isinstance(value, int))
    return dict.fromkeys(urgent, WITHHELD) if any(map(is_small, counts)) else urgent


def _turnaround(waits: dict) -> dict:
    return dict.fromkeys(waits, WITHHELD) if is_small(waits["lines"]) else waits


def _sums_of_others(figures: dict, changed: dict) -> dict[str, Any]:
    """Where something is withheld, so is what would tell of it: how many lines were waited for is
    a sum of some kinds of decisions; a year that is not over grows by what a month adds to it."""
    amounts = ("requested", "approved", "percent_approved")
    before, trend = changed["before"], figures["trend"]
    return {
        "turnaround": changed["turnaround"] | {"lines": WITHHELD},
        "before": before | {"turnaround": before["turnaround"] | {"lines": WITHHELD}},
        "trend": trend
        | {
            "years": [
                year
                if year["complete"]
                else year
                | {"categories": withhold(year["categories"], "category", EVERYTHING, amounts)}
                for year in trend["years"]
            ]
        },
    }
