"""The exempt annex of the annual report: commercial detail by supplier, on a paper of its own.

Exempt under paragraphs 1 to 3 of Part 1 of Schedule 12A to the Local Government Act 1972. It is
made of the frozen figures of the report and stored with it, for those who read drafts.
"""

from mdps.core.ui import Cell, Table
from reporting.documents.parts import Chapter, Document, KeyFigure, note, prose, table
from reporting.documents.reading import day, gbp, headings, moment, money_cell, number_cell, period
from reporting.documents.sentences import count

MARKING = (
    "Exempt: not for publication, by paragraphs 1 to 3 of Part 1 of Schedule 12A to the Local "
    "Government Act 1972. It has commercial detail of suppliers."
)


SHOWN = ("period", "as_at", "basis", "by_supplier")
SUMS = ("count", "gross", "increased", "released", "net")


def figures_of(report: dict) -> dict:
    """Those figures of an annual report that its annex shows, and attaches."""
    total = {name: report["awarded"][name] for name in SUMS}
    shown = {name: report[name] for name in SHOWN}
    return {"report": "annual-cabinet-exempt-annex", "awarded": total, **shown}


def document(figures: dict) -> Document:
    """The annex that these figures make."""
    suppliers = figures["by_supplier"]
    return Document(
        title="Exempt annex to the annual report to Cabinet",
        series="Modified Dynamic Purchasing System",
        scheme="Commercial detail by supplier",
        period=period(figures),
        as_at=day(figures["as_at"][:10]),
        as_at_moment=moment(figures["as_at"]),
        key_figures=[
            KeyFigure("Suppliers", f"{len(suppliers):,}", "With a line of the ledger"),
            KeyFigure("Awarded", gbp(figures["awarded"]["gross"]), "In the 12 months, gross"),
        ],
        chapters=[
            Chapter(
                "Awards by supplier",
                [
                    prose(
                        f"{count(len(suppliers), 'supplier')} had an award, an increase or a "
                        "release in the 12 months. The sums are those of the report itself."
                    ),
                    table(_table(figures)),
                    note(
                        "All amounts are in pounds sterling and exclude VAT. Gross is what was "
                        "awarded; net is what stays committed after increases and releases."
                    ),
                ],
            )
        ],
    )


def _table(figures: dict) -> Table:
    return Table(
        caption="Awards of the 12 months, by supplier",
        headings=headings(
            "Supplier", "Awards", "Awarded, gross", "Increased", "Released", "Net", numeric=" nnnnn"
        ),
        rows=[[Cell(row["supplier"]), *_sums(row)] for row in figures["by_supplier"]],
        foot=[Cell("Total"), *_sums(figures["awarded"])],
    )


def _sums(row: dict) -> list[Cell]:
    return [
        number_cell(row["count"]),
        *(money_cell(row[name]) for name in SUMS[1:]),
    ]
