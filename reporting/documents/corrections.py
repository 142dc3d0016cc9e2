"""What a version changed, in words and figure by figure, as the last chapter of the report."""

import re
from decimal import Decimal

from mdps.core.money import gbp
from mdps.core.ui import Cell, Table
from mdps.core.words import count
from reporting.documents.parts import Chapter, prose, table
from reporting.documents.reading import day, headings, moment
from reporting.documents.sentences import capitalised

MONEY = re.compile(r"-?\d+\.\d\d")
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def chapters(figures: dict) -> list[Chapter]:
    """One chapter where the report corrects an earlier version, else none."""
    corrects = figures.get("corrects")
    if not corrects:
        return []
    found = corrects["changes"]
    said = (
        f"This version takes the place of version {corrects['version']}, whose figures were as at "
        f"{moment(corrects['as_at'])}. What it puts right: {corrects['why']}"
    )
    how_many = f"{count(len(found), 'figure')} changed." if found else "No figure changed."
    blocks = [prose(said), prose(how_many)]
    if found:
        blocks.append(
            table(
                Table(
                    caption="Each figure that changed",
                    headings=headings("Figure", "Before", "Now", numeric=" nn"),
                    rows=[
                        [
                            Cell(capitalised(row["figure"])),
                            _cell(row["old"]),
                            _cell(row["new"]),
                        ]
                        for row in found
                    ],
                )
            )
        )
    return [Chapter(f"What changed since version {corrects['version']}", blocks)]


def _cell(value: str | None) -> Cell:
    return Cell(_words(value), numeric=True)


def _words(value: str | None) -> str:
    if value is None:
        return "Not there"
    if MONEY.fullmatch(value):
        return gbp(Decimal(value))
    return day(value) if DAY.fullmatch(value) else value
