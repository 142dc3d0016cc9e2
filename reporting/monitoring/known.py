"""What the service knew when the round was opened, drawn: from the frozen figures of a return.

Names call-offs by their reference, and nothing about a child.
"""

import datetime as dt
from decimal import Decimal
from typing import Any

from mdps.core.money import gbp
from mdps.core.ui import Cell, Heading, Row, Section, Table
from mdps.core.words import count, day, listed

STARTS = {"on_time": "On time", "late": "Late", "to_come": "Not yet due", "": "Started before"}


def known(figures: dict[str, Any]) -> list[Section]:
    """The figures in sums, and the packages they are about."""
    return [
        Section(
            "What we know of the half year",
            "components/summary_list.html",
            {"rows": sums(figures)},
            id="known",
        ),
        Section(
            "Packages of support",
            "components/table.html",
            {"table": packages(figures)},
            id="packages",
        ),
    ]


def sums(figures: dict[str, Any]) -> list[Row]:
    """Each figure in words."""
    totals = figures["totals"]
    return [
        Row(
            "Packages",
            f"{totals['live']} live at the end of the half year, {totals['ended']} ended in it",
        ),
        Row(
            "Delivered",
            f"{count(totals['delivered_in_period'], 'unit')} in the half year; "
            f"{totals['delivered']:,} of {totals['ordered']:,} ordered to its end",
        ),
        Row("Missed appointments", f"{totals['missed']:,}"),
        Row(
            "Starts",
            f"{totals['on_time']} on time, {totals['late']} late. On time is a first delivery "
            "within 7 days of the agreed day.",
        ),
        Row(
            "Prices",
            f"{totals['at_the_card']} at the rate card, {totals['below_the_card']} below, "
            f"{totals['above_the_card']} above",
        ),
        Row("Suspensions for safeguarding", suspensions(figures)),
        Row("Evidence that expires next", expiring(figures)),
    ]


def suspensions(figures: dict[str, Any]) -> str:
    """`Lot 1 from 2 March 2026 to 9 March 2026`, or none."""
    found = [_suspension(each) for each in figures["suspensions"]]
    return listed(found) or "None in the half year"


def _suspension(each: dict[str, Any]) -> str:
    said = f"Lot {each['lot']} from {_day(each['starts_on'])}"
    if each["resumes_on"] is None:
        return f"{said}, running still"
    last = dt.date.fromisoformat(each["resumes_on"]) - dt.timedelta(days=1)
    return f"{said} to {day(last)}"


def expiring(figures: dict[str, Any]) -> str:
    """`Public liability insurance on 30 June 2026`, or none."""
    found = [
        f"{each['kind']} on {_day(each['expires_on'])}" for each in figures["evidence_expiring"]
    ]
    return listed(found) or "None in the half year that follows"


def packages(figures: dict[str, Any]) -> Table:
    """A row for each package."""
    return Table(
        caption="Packages that ran in the half year, GBP excluding VAT",
        headings=[
            Heading("Call-off"),
            Heading("Service"),
            Heading("From"),
            Heading("To"),
            Heading("Delivered of ordered", numeric=True),
            Heading("Missed", numeric=True),
            Heading("Start"),
            Heading("Price of a unit", numeric=True),
            Heading("On the card", numeric=True),
        ],
        rows=[_package(each) for each in figures["packages"]],
    )


def _package(each: dict[str, Any]) -> list[Cell]:
    card = each["card_price"]
    return [
        Cell(each["contract"]),
        Cell(each["service"], hint=f"Lot {each['lot']}"),
        Cell(_day(each["starts_on"])),
        Cell(_day(each["ends_on"])),
        Cell(f"{each['delivered']:,} of {each['ordered']:,}", numeric=True),
        Cell(f"{each['missed']:,}", numeric=True),
        Cell(STARTS[each["start"]]),
        Cell(gbp(Decimal(each["unit_price"])), numeric=True),
        Cell(gbp(Decimal(card)) if card else "No price", numeric=True),
    ]


def _day(text: str) -> str:
    return day(dt.date.fromisoformat(text))
