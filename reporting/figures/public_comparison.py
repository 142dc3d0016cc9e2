"""The comparison with the period before as it may be published (reporting.figures.small).

A figure that this report withholds is withheld here as well, and one of the period before that is
small; what differs between them is withheld with either.
"""

from collections.abc import Collection, Mapping
from typing import Any

from reporting.figures.comparison import Places, value_at
from reporting.figures.small import WITHHELD, is_small


def public(
    figures: dict,
    shown: dict,
    places: Places,
    *,
    families: Mapping[str, Collection[str]],
) -> dict[str, Any]:
    """Under `comparison` that of `figures`, where `shown` is what the rest of the report
    publishes. `families` maps each count of families to the figures that would tell it."""
    found = figures.get("comparison")
    if found is None:
        return {}
    before = {row["figure"]: row["before"] for row in found["figures"]}
    small = {
        each
        for name, tellers in families.items()
        if is_small(before.get(name) or 0)
        for each in (name, *tellers)
    }
    rows = [
        _row(row, value_at(shown, places[row["figure"]][1]) == WITHHELD, row["figure"] in small)
        for row in found["figures"]
    ]
    return {"comparison": found | {"figures": rows}}


def _row(row: dict[str, Any], now_is_held: bool, before_is_held: bool) -> dict[str, Any]:
    held = {
        "now": now_is_held,
        "before": before_is_held,
        "difference": now_is_held or before_is_held,
    }
    return row | {
        name: WITHHELD for name, is_held in held.items() if is_held and row[name] is not None
    }
