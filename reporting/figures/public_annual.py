"""The annual report as it may be published: small numbers withheld (reporting.figures.small).

Counts are withheld, amounts are not: a contract above £5,000 is published by itself, with its value
and never with a child, in the register of contracts.
"""

from decimal import Decimal
from typing import Any

from reporting.figures import public_comparison
from reporting.figures.annual_cabinet import COMPARED
from reporting.figures.small import (
    EVERYTHING,
    WITHHELD,
    Cut,
    alone,
    counts_of,
    cut,
    earlier_in,
    together,
    withhold,
)

PUBLISHED_ABOVE = Decimal("5000.00")
COUNT = ("count",)
EXEMPT = ("by_supplier",)
OF_THE_YEAR = (("by_lot", "lot"), ("by_category", "category"), ("by_route", "route"))
FAMILIES = {"awards": ("mean",), "spot_purchases": ()}
TO_DATE = (("years", "first_day"), ("lots", "lot"))


def public(figures: dict, earlier: dict | None) -> dict:
    """`figures` without small numbers and without the detail of the exempt annex; `earlier` are
    those of the version published before."""
    figures = {name: value for name, value in figures.items() if name not in EXEMPT or not value}
    cuts = _cuts(figures, earlier, OF_THE_YEAR)
    changed: dict[str, Any] = _withheld(figures, OF_THE_YEAR, cuts)
    if EVERYTHING in cuts:
        changed["awarded"] = figures["awarded"] | {"count": WITHHELD, "mean": WITHHELD}
    changed["year_before"] = alone(figures["year_before"], COUNT)
    changed["kinds_of_supplier"] = [alone(kind, COUNT) for kind in figures["kinds_of_supplier"]]
    changed["savings"] = alone(figures["savings"], ("compared", "bought_before"))
    changed["spot_purchases"] = _spot(figures, earlier)
    changed["to_date"] = _to_date(figures, earlier, cuts[0])
    changed |= public_comparison.public(figures, figures | changed, COMPARED, families=FAMILIES)
    if all(figures[name] == value for name, value in changed.items()):
        return figures
    return figures | changed | {"largest": [] if EVERYTHING in cuts else _known(figures)}


def _cuts(figures: dict, earlier: dict | None, tables: tuple, also: Cut = frozenset()) -> list[Cut]:
    return together(
        cut(
            counts_of(figures[rows], key, "count"),
            earlier_in(earlier[rows], key, "count") if earlier and rows in earlier else None,
            also=(also or frozenset()) if key == "lot" else frozenset(),
        )
        for rows, key in tables
    )


def _withheld(figures: dict, tables: tuple, cuts: list[Cut]) -> dict:
    return {
        rows: withhold(figures[rows], key, names, COUNT)
        for (rows, key), names in zip(tables, cuts, strict=True)
    }


def _spot(figures: dict, earlier: dict | None) -> dict:
    spot = figures["spot_purchases"]
    names = cut(
        counts_of(spot["reasons"], "reason", "count"),
        earlier_in(earlier["spot_purchases"]["reasons"], "reason", "count") if earlier else None,
    )
    reasons = withhold(spot["reasons"], "reason", names, COUNT)
    total = {"count": WITHHELD} if names is EVERYTHING else {}
    return spot | {"reasons": reasons} | total


def _to_date(figures: dict, earlier: dict | None, by_lot: Cut) -> dict:
    """Since the scheme began. A lot that is withheld of the year is withheld here as well."""
    found = figures["to_date"]
    cuts = _cuts(found, earlier["to_date"] if earlier else None, TO_DATE, by_lot)
    if by_lot is EVERYTHING:
        cuts = [EVERYTHING, EVERYTHING]
    total = {"awarded": found["awarded"] | {"count": WITHHELD}} if EVERYTHING in cuts else {}
    return found | _withheld(found, TO_DATE, cuts) | total


def _known(figures: dict) -> list[dict]:
    """Of the largest awards those that everybody can read in the register of contracts."""
    return [award for award in figures["largest"] if Decimal(award["value"]) > PUBLISHED_ABOVE]
