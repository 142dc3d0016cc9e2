"""What monitoring shows on the page of a supplier: its returns and how it was rated."""

from typing import Any

from mdps.core import cells, slots
from mdps.core.models import User
from mdps.core.permissions import Permission
from mdps.core.ui import Cell, Heading, Section, Table
from mdps.core.words import day
from reporting.monitoring.queries import returns_visible_to
from reporting.monitoring.words import grade_tag
from suppliers.models import Supplier

SHOWN = 6


@slots.filler("supplier")
def returns_of_supplier(user: User, supplier: Supplier) -> Section | None:
    """Its latest returns; nothing before there was one. One query."""
    if Permission.MONITORING_READ not in user.permissions:
        return None
    mine = returns_visible_to(user).filter(supplier=supplier).order_by("-round__period_end")
    found: Any = mine.defer("figures", "answers_words")
    rows = [
        [
            Cell(each.round.period.words, url=each.get_absolute_url()),
            cells.state(each),
            Cell(day(each.round.due_on)),
            Cell("", tag=grade_tag(each.grade)),
        ]
        for each in found[:SHOWN]
    ]
    if not rows:
        return None
    headings = [Heading(text) for text in ("Half year", "Return", "Due", "Rating")]
    table = Table(caption="Its latest half years", headings=headings, rows=rows)
    return Section("Monitoring", "components/table.html", {"table": table}, id="monitoring")
