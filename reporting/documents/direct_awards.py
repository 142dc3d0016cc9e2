"""The register of direct awards in words and as a table, on the page, on paper and as CSV."""

from collections.abc import Iterator

from mdps.core.ui import Cell, Table
from reporting.documents.parts import Chapter, Document, KeyFigure, note, prose, table
from reporting.documents.reading import day, gbp, headings, moment, money_cell
from reporting.documents.sentences import contracts, were

TITLE = "Register of direct awards"
COLUMNS = (
    "Financial year",
    "Contract",
    "Awarded on",
    "Supplier",
    "Service",
    "Lot",
    "Value, GBP ex VAT",
    "Authorisation",
    "Authorised by",
    "Authorised on",
    "Authorised up to, GBP ex VAT",
    "Reason",
)
FIELDS = (
    "contract",
    "on",
    "supplier",
    "service",
    "lot",
    "value",
    "authorisation",
    "authorised_by",
    "authorised_on",
    "covers",
    "reason",
)


def document(figures: dict) -> Document:
    """The register of one financial year."""
    return Document(
        title=TITLE,
        series="For the Audit and Governance Committee",
        scheme="Professional services in children’s social care",
        period=name(figures),
        as_at=day(figures["as_at"][:10]),
        as_at_moment=moment(figures["as_at"]),
        key_figures=[
            KeyFigure("Direct awards", f"{figures['count']:,}", "Each with its authorisation"),
            KeyFigure("Their value", gbp(figures["value"]), "As awarded, for their whole life"),
        ],
        chapters=[
            Chapter("Purpose of register", [prose(*PURPOSE), note(NOTE)]),
            Chapter("Awards", [prose(sentence(figures)), table(of_year(figures))]),
        ],
    )


PURPOSE = (
    "A direct award that comes to more than the limit, alone or with what counts together with it, "
    "needs the written authorisation of the Director of Policy, Performance and Governance.",
    "This register shows the Audit and Governance Committee each award that rested on one.",
)
NOTE = "All amounts are in pounds sterling and exclude VAT. An award is in the year of its day."


def name(figures: dict) -> str:
    """`2025-26`, or `2026-27 so far`."""
    year = figures["financial_year"]
    return year if figures["complete"] else f"{year} so far"


def sentence(figures: dict) -> str:
    number = figures["count"]
    if not number:
        return f"No award of {name(figures)} needed an authorisation."
    return (
        f"{contracts(number).capitalize()} worth {gbp(figures['value'])} {were(number)} awarded "
        f"directly in {name(figures)} by an authorisation."
    )


def of_year(figures: dict) -> Table:
    """The awards of a year, the oldest first."""
    return Table(
        caption=f"Direct awards by an authorisation, {name(figures)}",
        headings=headings(
            "Contract", "Supplier", "Value", "Authorisation", "Covers", "Reason", numeric="  n n "
        ),
        rows=[
            [
                Cell(award["contract"], hint=day(award["on"])),
                Cell(award["supplier"], hint=f"{award['service']}, Lot {award['lot']}"),
                money_cell(award["value"]),
                Cell(
                    award["authorisation"],
                    hint=f"{award['authorised_by']}, {day(award['authorised_on'])}",
                ),
                money_cell(award["covers"]),
                Cell(award["reason"]),
            ]
            for award in figures["awards"]
        ],
        foot=[
            Cell("Total"),
            Cell(""),
            money_cell(figures["value"]),
            Cell(""),
            Cell("", numeric=True),
            Cell(""),
        ]
        if figures["awards"]
        else (),
        empty="No award needed an authorisation.",
    )


def lines(figures: dict) -> Iterator[tuple[object, ...]]:
    """A line for each award, in the order of COLUMNS."""
    for award in figures["awards"]:
        yield (figures["financial_year"], *(award[field] for field in FIELDS))
