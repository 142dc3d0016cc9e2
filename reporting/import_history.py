"""Importing the panel's history before the scheme: the table of CR ¶8, all of it or nothing."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from lots.models import RequestCategory
from lots.queries import current_scheme
from mdps.core import audit
from mdps.core.financial_years import financial_year
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from reporting.import_rules import COLUMNS, Known, Line, read
from reporting.models import PanelHistory


@dataclass(frozen=True)
class BadRow:
    """A row by its number in the file (the heading is row 1), and what is wrong with it."""

    number: int
    reason: str


class NotImported(Exception):
    """Nothing was imported; `rows` says why, every bad row of the file."""

    def __init__(self, rows: list[BadRow]):
        self.rows = rows
        super().__init__("; ".join(f"Row {row.number}: {row.reason}" for row in rows))


@transaction.atomic
def import_history(lines: Iterable[str], *, by: User | None) -> int:
    """Import the lines of a CSV file and return how many were new; the same again changes nothing.

    `by` None is the system itself, from the command line. A unique constraint sees to it that two
    imports at once cannot double a line.

    Raises Forbidden, or NotImported with every bad row; then nothing is imported.
    """
    if by:
        require(by, Permission.REPORT_MAKE)
    categories = {category.name: category for category in RequestCategory.objects.all()}
    known = _known(categories)
    new = [line for line in _read(lines, known) if _key(line) not in known.present]
    made = PanelHistory.objects.bulk_create(
        PanelHistory(
            financial_year=line.financial_year,
            category=categories[line.category],
            requested=line.requested,
            approved=line.approved,
        )
        for line in new
    )
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


def _read(lines: Iterable[str], known: Known) -> list[Line]:
    """Every line, in the order of the file. Raises NotImported."""
    rows = csv.DictReader(lines)
    heading = [name.strip().removeprefix("\ufeff") for name in rows.fieldnames or ()]
    if tuple(heading) != COLUMNS:
        raise NotImported([BadRow(1, f"The heading must be {', '.join(COLUMNS)}.")])
    rows.fieldnames = heading
    good: dict[tuple[str, str], Line] = {}
    bad: list[BadRow] = []
    for row in rows:
        found = read(row, known)
        if isinstance(found, Line) and _key(found) in good:
            found = [f"{found.financial_year} has this category in an earlier row already."]
        if isinstance(found, Line):
            good[_key(found)] = found
        else:
            bad += [BadRow(rows.line_num, reason) for reason in found]
    if bad:
        raise NotImported(bad)
    return list(good.values())


def _key(line: Line) -> tuple[str, str]:
    return line.financial_year, line.category
