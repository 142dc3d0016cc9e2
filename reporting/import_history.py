"""Importing the panel's history before the scheme: the table of CR ¶8, all of it or nothing."""

from django.db import transaction

from lots.models import RequestCategory
from lots.queries import current_scheme
from mdps.core import audit
from mdps.core import imports as sheets
from mdps.core.financial_years import financial_year
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, Refused
from reporting.import_rules import AMOUNTS, COLUMNS, Known, Line, read
from reporting.models import PanelHistory

SHEET = (
    sheets.Column("financial_year", "2019-20"),
    sheets.Column("request_category", "Direct Work"),
    *(sheets.Column(name, "158,528.60") for name in AMOUNTS),
)


@transaction.atomic
def import_history(content: bytes, *, by: User | None) -> int:
    """Import the lines of a CSV file or a workbook and return how many were new; the same again
    changes nothing.

    `by` None is the system itself, from the command line. A unique constraint sees to it that two
    imports at once cannot double a line.

    Raises Forbidden, or Refused with every bad row; then nothing is imported.
    """
    if by:
        require(by, Permission.REPORT_MAKE)
    categories = {category.name: category for category in RequestCategory.objects.all()}
    known, seen = _known(categories), set[tuple[str, str]]()
    made: list[PanelHistory] = []

    def one(row: sheets.Line) -> str:
        line = _line(row, known)
        key = line.financial_year, line.category
        if key in seen:
            raise _refused(f"{line.financial_year} has this category in an earlier row already.")
        seen.add(key)
        if key in known.present:
            raise sheets.Known(line.category)
        made.append(
            PanelHistory.objects.create(
                financial_year=line.financial_year,
                category=categories[line.category],
                requested=line.requested,
                approved=line.approved,
            )
        )
        return line.category

    sheets.run(sheets.read(content, SHEET), one, keep=True)
    if made:
        audit.record("panel_history.imported", made[0], by=by, lines=len(made))
    return len(made)


def _known(categories: dict[str, RequestCategory]) -> Known:
    """What is there; the years since the scheme began are recorded, not imported."""
    history = PanelHistory.objects.select_related("category")
    return Known(
        categories=frozenset(categories),
        first_recorded_year=financial_year(current_scheme().operational_from),
        present={
            (each.financial_year, each.category.name): (each.requested, each.approved)
            for each in history
        },
    )


def _line(row: sheets.Line, known: Known) -> Line:
    """The good line in a row of the sheet. Raises Refused with every reason against it."""
    found = read({name: row.text(name, empty=True) for name in COLUMNS}, known)
    if isinstance(found, Line):
        return found
    raise _refused(*found)


def _refused(*reasons: str) -> Refused:
    return Refused([Refusal("bad-history", reason) for reason in reasons])
