"""Cells and the rows of tables as HTML.

A page of a list draws some four hundred cells, so they are written here and not by a template:
that took three quarters of the page's time (docs/speed.md). What is the same in every row, such as
the heading that each cell carries along, is made once for a table.

Everything that is text is escaped here.
"""

import html
import re
from collections.abc import Iterable, Sequence
from itertools import chain, repeat

from django.template.defaultfilters import linebreaksbr
from django.utils.safestring import SafeString

from mdps.core.ui import Cell, Heading, Tag

SHORT = 18  # letters; a text with fewer is never broken
HEADER = (
    '<tr role="row"><th scope="row" role="rowheader" class="govuk-table__header mdps-table__first'
)
CELL = '<td role="cell" data-label="{}" class="govuk-table__cell'
UNHEADED = CELL.format("")
TO_ESCAPE = re.compile("[&<>\"']").search


def inside(cell: Cell) -> SafeString:
    """What stands in one cell: its tags, its text or link, its hint."""
    return SafeString(_inside(cell))


def rows(found: Iterable[Sequence[Cell]], headings: Sequence[Heading]) -> SafeString:
    """Rows of a table: the first cell is a row's header, the others carry their heading along, so
    that a narrow screen can label them."""
    openings = [CELL.format(_safe(heading.text)) for heading in headings[1:]]
    return SafeString("".join(_row(cells, openings) for cells in found))


def _row(cells: Sequence[Cell], openings: Sequence[str]) -> str:
    first = cells[0]
    more = " govuk-table__header--numeric" if first.numeric else _if_short(first)
    drawn = [f'{HEADER}{more}">{_inside(first)}</th>']
    for opening, cell in zip(chain(openings, repeat(UNHEADED)), cells[1:], strict=False):
        content = _inside(cell)
        more = " govuk-table__cell--numeric" if cell.numeric else ""
        more += _if_short(cell) if content else " mdps-table__nothing"
        drawn.append(f'{opening}{more}"><div>{content}</div></td>')
    drawn.append("</tr>")
    return "".join(drawn)


def _inside(cell: Cell) -> str:
    text, drawn = cell.text, ""
    for tag in cell.tags:
        drawn += f"{as_tag(tag, ' govuk-!-margin-bottom-1')} "
    if cell.tag:
        drawn += as_tag(cell.tag) + (" " if text else "")
    if cell.url:
        drawn += f'<a class="govuk-link" href="{_safe(cell.url)}">{_safe(text)}</a>'
    elif text:
        drawn += _safe(text) if "\n" not in text else linebreaksbr(text)
    if cell.hint:
        drawn += f'<span class="mdps-hint">{_safe(cell.hint)}</span>'
    return drawn


def _if_short(cell: Cell) -> str:
    return " mdps-table__short" if len(str(cell.text)) < SHORT else ""


def as_tag(tag: Tag, more: str = "") -> SafeString:
    """A state in its colour; `more` are further classes of the element."""
    colour, text = _safe(tag.colour), _safe(tag.text)
    return SafeString(f'<strong class="govuk-tag govuk-tag--{colour}{more}">{text}</strong>')


def _safe(text: object) -> str:
    """As Django escapes, without its detour for words that are translated later."""
    if isinstance(text, SafeString):
        return text
    plain = str(text)
    return html.escape(plain) if TO_ESCAPE(plain) else plain
