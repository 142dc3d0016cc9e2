"""The figures of a report, each with the way to the rows behind it."""

from decimal import Decimal
from typing import Any

from mdps.core import cells
from mdps.core.models import User
from mdps.core.ui import Cell, Heading, Section, Table
from reporting.figures.small import WITHHELD
from reporting.models import Report
from reporting.pages.rows_behind import Behind, rows_behind


def behind(report: Report, figures: dict, user: User) -> Section | None:
    """A figure a row, each leading to a list that `user` may open; None where there is none. What
    is withheld leads nowhere. The lists show what is recorded now, the figures what was at their
    moment."""
    found = rows_behind(report, figures, user)
    rows = [
        [Cell(each.what), _value(value, each)]
        for each in found
        if (value := value_of(figures, each)) not in (None, WITHHELD)
    ]
    if not rows:
        return None
    table = Table(
        caption="Each figure opens its rows, as they are recorded now",
        headings=[Heading("Figure"), Heading("Value", numeric=True)],
        rows=rows,
    )
    return Section("The rows behind the figures", "components/table.html", {"table": table})


def value_of(figures: dict, behind: Behind) -> Any:
    """The figure."""
    found: Any = figures
    for key in behind.way:
        found = found[key]
    return found


def _value(value: Any, behind: Behind) -> Cell:
    if isinstance(value, str):
        return cells.money(Decimal(value), url=behind.url)
    return cells.number(value, url=behind.url)
