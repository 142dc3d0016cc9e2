"""The panel's rules in a table: those that hold, those to come, and those that held."""

import datetime as dt

from mdps.core import cells
from mdps.core.ui import Cell, Heading, Table
from mdps.core.words import count, listed, time
from panel.models import PanelRules
from panel.models.members import Area


def rules_table(on: dt.date) -> Table:
    """Every set of rules, the latest first, and which of them holds on the day `on`. One query."""
    found = list(PanelRules.objects.select_related("set_by").order_by("-holds_from"))
    holds = next((each for each in found if each.holds_from <= on), None)
    return Table(
        headings=[
            Heading("From"),
            Heading("Quorum"),
            Heading("An item takes"),
            Heading("Papers are due"),
            Heading("Set by"),
        ],
        rows=[
            [
                cells.date(each.holds_from),
                Cell(quorum_words(each), hint="In force" if each == holds else ""),
                Cell(count(each.minutes_an_item, "minute")),
                Cell(papers_words(each)),
                Cell(each.set_by.name if each.set_by else "The start of the system"),
            ]
            for each in found
        ],
    )


def papers_words(rules: PanelRules) -> str:
    """Like `midday, 2 working days before`."""
    return f"{time(rules.papers_at)}, {count(rules.papers_days, 'working day')} before"


def quorum_words(rules: PanelRules) -> str:
    """Like `3 members, with safeguarding`."""
    members = count(rules.least_members, "member")
    areas = [str(Area(area).label).lower() for area in rules.areas]
    return f"{members}, with {listed(areas)}" if areas else members
