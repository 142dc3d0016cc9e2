"""Requests and approvals in words, as a picture, and as the tables of CR ¶8."""

from decimal import Decimal
from urllib.parse import urlencode

from mdps.core.charts import Bar, BarChart, Part
from mdps.core.ui import Cell, Table
from mdps.core.words import listed
from reporting.documents.reading import amount, gbp, headings, money_cell, share_cell
from reporting.figures.plain import BASIS


def finding(figures: dict) -> str:
    """The sentence of the page, about the last complete year."""
    complete = [year for year in figures["years"] if year["complete"]]
    if not complete:
        return "No financial year is complete yet"
    last = complete[-1]
    return (
        f"The panel approved {last['percent_approved']}% of what teams requested in "
        f"{last['financial_year']}"
    )


def chart(figures: dict) -> BarChart:
    """A bar for each year: approved, and requested beyond it."""
    years = figures["years"]
    return BarChart(
        finding=_range(figures),
        description="; ".join(
            f"{year['financial_year']}: {gbp(year['requested'])} requested, "
            f"{gbp(year['approved'])} approved"
            for year in years
        ),
        bars=[
            Bar(
                _name(year),
                f"{gbp(year['approved'])} of {gbp(year['requested'])}",
                [
                    Part("Approved", amount(year["approved"]), 0),
                    Part("Requested and not approved", _beyond(year), 2),
                ],
            )
            for year in years
        ],
    )


def _range(figures: dict) -> str:
    """The finding of the picture: the lowest and the highest share of a complete year."""
    complete = (year for year in figures["years"] if year["complete"])
    shares = sorted(amount(year["percent_approved"]) for year in complete)
    if len(shares) < 2:
        return "Approved, of what teams requested"
    return f"Each year the panel approved from {shares[0]}% to {shares[-1]}% of what was requested"


def by_year(figures: dict) -> Table:
    """The totals of each year."""
    return Table(
        caption="Requested and approved, by financial year",
        headings=headings(
            "Financial year",
            "Requested by teams",
            "Approved by the panel",
            "Approved",
            "Basis",
            numeric=" nnn ",
        ),
        rows=[
            [
                Cell(_name(year)),
                money_cell(year["requested"]),
                money_cell(year["approved"]),
                share_cell(year["percent_approved"]),
                Cell(year["basis"]),
            ]
            for year in figures["years"]
        ],
        empty="Nothing has been decided or imported yet.",
    )


def of_year(year: dict, lines_url: str = "") -> Table:
    """One year by category, as Cabinet saw it. Where `lines_url` is the list of what was decided,
    the figures of a year that is recorded here lead to the lines behind them."""
    url = lines_url if year["basis"] == BASIS else ""
    return Table(
        caption=f"{_name(year)}, {year['basis'][0].lower()}{year['basis'][1:]}"
        if year["basis"].startswith("As")
        else f"{_name(year)}, {year['basis']}",
        headings=headings(
            "Request category",
            "Requested by teams",
            "Approved by the panel",
            "Approved",
            numeric=" nnn",
        ),
        rows=[
            [
                Cell(row["category"]),
                money_cell(row["requested"], url=_behind(url, year, position)),
                money_cell(row["approved"], url=_behind(url, year, position, approved="yes")),
                share_cell(row["percent_approved"]),
            ]
            for position, row in enumerate(year["categories"], start=1)
        ],
        foot=[
            Cell("All categories"),
            money_cell(year["requested"], url=_behind(url, year)),
            money_cell(year["approved"], url=_behind(url, year, approved="yes")),
            share_cell(year["percent_approved"]),
        ],
    )


def notes(figures: dict) -> list[str]:
    """What one must know to read the figures."""
    gaps = figures["not_reported"]
    return [
        "A line counts in the financial year, 1 April to 31 March, in which the panel decided it. "
        "Deferred lines, those agreed in principle and those that wait are not counted yet; an "
        "urgent approval counts when the panel ratifies it.",
        "The years before the scheme are shown as reported to Cabinet on 10 November 2021, with "
        "their VAT basis not stated; the years since exclude VAT.",
        *([f"No figures were reported for {listed(gaps)}."] if gaps else []),
    ]


def _behind(url: str, year: dict, position: int = 0, **more: str) -> str:
    """The list of the lines behind one figure; nothing without a list."""
    if not url:
        return ""
    category = {"category": str(position)} if position else {}
    of = {"year": year["financial_year"], "final": "yes"}
    return f"{url}?{urlencode(of | category | more)}"


def _name(year: dict) -> str:
    return year["financial_year"] if year["complete"] else f"{year['financial_year']} so far"


def _beyond(year: dict) -> Decimal:
    """What was requested and not approved; nought where more was approved."""
    return max(amount(year["requested"]) - amount(year["approved"]), Decimal(0))
