"""The monitoring report as it may be published: small numbers withheld (reporting.figures.small).

Packages of support are counted by lot and by provider; each count is withheld by itself.
"""

from typing import Any

from reporting.figures import public_comparison
from reporting.figures.monitoring import COMPARED
from reporting.figures.small import (
    EVERYTHING,
    WITHHELD,
    counts_of,
    cut,
    earlier_in,
    together,
    withhold,
)

FAMILIES: dict[str, tuple[str, ...]] = {"awards": (), "live": (), "ended": ()}


def public(figures: dict, earlier: dict | None) -> dict:
    """`figures` without small numbers; `earlier` are those of the version published before."""
    packages, suppliers = figures["packages"], figures["by_supplier"]
    lots, awarded = packages["lots"], figures["awarded"]
    before = earlier or {}
    for field in ("live", "ended"):
        lots_cut, suppliers_cut = together(
            (
                _cut(lots, "lot", field, before.get("packages", {}).get("lots")),
                _cut(suppliers, "supplier", field, before.get("by_supplier")),
            )
        )
        lots = withhold(lots, "lot", lots_cut, (field,))
        suppliers = withhold(suppliers, "supplier", suppliers_cut, (field,))
        if lots_cut is EVERYTHING:
            packages = packages | {field: WITHHELD}
    names = _cut(suppliers, "supplier", "count", before.get("by_supplier"))
    suppliers = withhold(suppliers, "supplier", names, ("count",))
    if names is EVERYTHING:
        awarded = awarded | {"count": WITHHELD}
    shown = figures | {
        "packages": packages | {"lots": lots},
        "by_supplier": suppliers,
        "awarded": awarded,
    }
    return shown | public_comparison.public(figures, shown, COMPARED, families=FAMILIES)


def _cut(rows: list[dict], key: str, field: str, before: list[dict] | None) -> Any:
    earlier = None if before is None else earlier_in(before, key, field)
    return cut(counts_of(rows, key, field), earlier)
