"""The period before beside this one: a table of the figures of both, or why there is none."""

from typing import Any

from mdps.core.ui import Cell, Table
from reporting.documents.parts import Block, note, prose, subheading, table
from reporting.documents.reading import (
    HELD,
    amount,
    day,
    headings,
    money_cell,
    number_cell,
    opens,
)
from reporting.figures.comparison import BEFORE_THE_SCHEME, COUNT, DAYS, GBP
from reporting.figures.small import WITHHELD

WORDS = {
    "awards": "Contracts awarded",
    "gross": "Awarded, gross",
    "increased": "Increased",
    "released": "Released",
    "net": "Net",
    "mean": "Mean award",
    "median": "Median award",
    "suppliers": "Providers with an award",
    "at_end": "Providers on the scheme at the end",
    "joined": "Providers that joined a lot",
    "spot_purchases": "Spot purchases",
    "spot_amount": "Spot purchases, amount",
    "not_approved": "Requested and not approved",
    "discounts": "Taken off by volume discounts",
    "live": "Packages live at the end",
    "ended": "Packages ended",
    "asked": "Returns asked for",
    "received": "Returns received",
    "delivered": "Units delivered",
    "missed": "Missed appointments",
    "actions": "Actions set",
    "meetings": "Meetings held",
    "requests": "Requests considered",
    "lines": "Lines considered",
    "requested": "Requested",
    "approved": "Approved",
    "percent_approved": "Share approved",
    "urgent": "Lines approved urgently",
    "decided": "Lines decided for good",
    "median_days": "Median wait, in working days",
}
NONE = Cell("No figure", numeric=True, raw="")


def blocks(figures: dict) -> list[Block]:
    """A heading and the comparison; nothing in reports that were made before there was one."""
    found = figures.get("comparison")
    if found is None:
        return []
    return [subheading("Compared with the period before"), *_compared(found)]


def _compared(found: dict[str, Any]) -> list[Block]:
    days = f"{day(found['first_day'])} to {day(found['last_day'])}"
    if found["not_comparable"]:
        why = (
            "began before the scheme, so that not all of it is recorded here"
            if found["not_comparable"] == BEFORE_THE_SCHEME
            else "cannot be compared yet: this period was not over when the figures were taken"
        )
        return [prose(f"Not comparable: the period before, {days}, {why}.")]
    return [
        table(
            Table(
                caption=f"This period and the one before, {days}",
                headings=headings(
                    "Figure", "This period", "The period before", "Difference", numeric=" nnn"
                ),
                rows=[
                    [
                        Cell(WORDS[row["figure"]]),
                        _cell(row["unit"], row["now"]),
                        _cell(row["unit"], row["before"]),
                        _difference(row["unit"], row["difference"]),
                    ]
                    for row in found["figures"]
                ],
            )
        ),
        note("A difference above nought means more than in the period before."),
    ]


def _cell(unit: str, value: Any) -> Cell:
    if value is None:
        return NONE
    if value == WITHHELD:
        return HELD
    if unit == COUNT:
        return number_cell(value)
    if unit == GBP:
        return money_cell(value)
    text = value if unit == DAYS else f"{value}%"
    return Cell(text, url=opens(value), numeric=True, raw=amount(value))


def _difference(unit: str, value: Any) -> Cell:
    """With its sign; shares differ in percentage points."""
    if unit == COUNT and isinstance(value, int):
        return Cell(f"{value:+,}" if value else "0", numeric=True, raw=value)
    if value in (None, WITHHELD) or unit in (DAYS, GBP):
        return _cell(unit, value)
    return Cell(f"{value} points", numeric=True, raw=amount(value))
