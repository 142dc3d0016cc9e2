"""The figures of a report on its page, each with the way to the rows behind it.

A figure in a table is a link where it stands. Those that sentences say are listed below the
chapters, and what has no rows of its own is named there with its reason.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from mdps.core import cells
from mdps.core.ui import Cell, Heading, Section, Table
from reporting.documents.parts import Document
from reporting.documents.reading import Opened, OpenedNumber
from reporting.figures.disclosure import Way
from reporting.figures.small import WITHHELD
from reporting.pages.rows import Behind
from reporting.pages.rows.without import why_not

ON_PAPER_ONLY = "by_supplier"  # of the annual report: in its exempt annex


def linked(figures: Any, found: Iterable[Behind]) -> Any:
    """`figures` in which each figure of `found` knows its rows. What is withheld leads nowhere."""
    return _linked(figures, {each.way: each.url for each in found}, ())


def _linked(value: Any, urls: Mapping[Way, str], way: Way) -> Any:
    if isinstance(value, dict):
        return {key: _linked(part, urls, (*way, key)) for key, part in value.items()}
    if isinstance(value, list):
        return [_linked(part, urls, (*way, place)) for place, part in enumerate(value)]
    if way not in urls or value in (None, WITHHELD):
        return value
    return Opened(value, urls[way]) if isinstance(value, str) else OpenedNumber(value, urls[way])


def behind(document: Document, figures: dict, found: list[Behind]) -> list[Section]:
    """The figures that no table of `document` links, with what has no rows; nothing where the
    reader may open none. The lists show what is recorded now, the figures what was at their
    moment."""
    if not found:
        return []
    shown = set(_links_of(document))
    rows = [
        [Cell(each.what), cell]
        for each in found
        if each.way[0] != ON_PAPER_ONLY
        and (value := value_of(figures, each.way)) not in (None, WITHHELD)
        and (each.url, (cell := _cell(value, each.url)).text) not in shown
    ]
    table = Table(
        caption="Figures in the sentences above; those in tables are links themselves",
        headings=[Heading("Figure"), Heading("Value", numeric=True)],
        rows=rows,
        empty="Every figure is a link in its table.",
    )
    context = {"table": table, "without": sorted(why_not(figures))}
    return [Section("The rows behind the figures", "reporting/behind.html", context, id="rows")]


def _links_of(document: Document) -> Iterator[tuple[str, str]]:
    """Where each figure of a table leads, with the figure."""
    for chapter in document.chapters:
        for block in chapter.blocks:
            if isinstance(block.content, Table):
                for row in [*block.content.rows, block.content.foot or []]:
                    yield from ((cell.url, cell.text) for cell in row if cell.url)


def value_of(figures: dict, way: Way) -> Any:
    """The figure."""
    found: Any = figures
    for key in way:
        found = found[key]
    return found


def _cell(value: Any, url: str) -> Cell:
    if isinstance(value, int):
        return cells.number(value, url=url)
    if "." in value and len(value.rpartition(".")[2]) == 2:
        return cells.money(Decimal(value), url=url)
    return Cell(value, url=url, numeric=True, raw=Decimal(value))
