"""The figures that have no rows of their own, each with its reason, as the page says it."""

import re
from collections.abc import Iterator
from typing import Any

from reporting.figures.comparison import PERCENT
from reporting.figures.disclosure import Way
from reporting.figures.panel_requests import AS_REPORTED

SHARE = "Shares are worked out from two figures that open theirs."
DIFFERENCE = "Differences are worked out from two figures that open theirs."
LIMIT = "Limits, plans, the headroom and yearly rates are set or worked out, not counted."
ITSELF = "A contract, decision or record that is listed by its reference is a row itself."
SET = "The amount of a budget is set, and what is left of it is worked out."
REPORTED = "The years before the scheme stand as they were reported to Cabinet."
LEGAL_STATUS = (
    "Which child has which legal status is not shown line by line; it stands on the request, for "
    "those who may read it."
)
MARKS = "What social workers say of packages is only shown summed, so that nobody’s mark is told."

REASONS_SAID = (SHARE, DIFFERENCE, LIMIT, ITSELF, SET, REPORTED, LEGAL_STATUS, MARKS)
SHARES = re.compile(r"percent(_.*)?")
# The last names of the way, without the places in lists -> the reason.
REASONS: dict[tuple[str, ...], str] = {
    ("figures", "difference"): DIFFERENCE,
    ("to_date", "cap"): LIMIT,
    ("to_date", "headroom"): LIMIT,
    ("planned", "per_year"): LIMIT,
    ("planned", "to_date"): LIMIT,
    ("planned", "initial_term"): LIMIT,
    ("years", "planned_at_end"): LIMIT,
    ("answers", "a_year"): LIMIT,
    ("over_threshold", "threshold"): LIMIT,
    ("largest", "value"): ITSELF,
    ("awards", "value"): ITSELF,
    ("awards", "covers"): ITSELF,
    ("separated", "covers"): ITSELF,
    ("separated", "from_contracts"): ITSELF,
    ("budgets", "amount"): SET,
    ("budgets", "left"): SET,
    **{
        ("by_legal_status", name): LEGAL_STATUS
        for name in ("requests", "lines", "requested", "approved")
    },
    ("marks", "rated"): MARKS,
    **{("questions", name): MARKS for name in ("very_good", "good", "fair", "poor")},
}
NUMBER = re.compile(r"-?\d+(\.\d+)?")
NAMES = ("lot",)  # numbers that name something


def numbers(value: Any, way: Way = ()) -> Iterator[tuple[Way, Any]]:
    """Each figure, with its way; not what is withheld."""
    if isinstance(value, dict | list):
        parts: Any = value.items() if isinstance(value, dict) else enumerate(value)
        for key, part in parts:
            yield from numbers(part, (*way, key))
    elif way and way[-1] not in NAMES and _is_number(value):
        yield way, value


def _is_number(value: Any) -> bool:
    if isinstance(value, str):
        return bool(NUMBER.fullmatch(value))
    return isinstance(value, int) and not isinstance(value, bool)


def reason(figures: dict, way: Way) -> str | None:
    """Why the figure at `way` has no rows; None where it has some."""
    if SHARES.fullmatch(str(way[-1])):
        return SHARE
    if way[:2] == ("comparison", "figures") and way[-1] != "difference":
        row = figures["comparison"]["figures"][way[2]]
        return SHARE if row["unit"] == PERCENT else None
    if way[:2] == ("trend", "years"):
        year = figures["trend"]["years"][way[2]]
        return REPORTED if year["basis"] == AS_REPORTED else None
    return REASONS.get(tuple(key for key in way if isinstance(key, str))[-2:])


def why_not(figures: dict) -> set[str]:
    """The reasons that a report gives."""
    return {why for way, _ in numbers(figures) if (why := reason(figures, way))}
