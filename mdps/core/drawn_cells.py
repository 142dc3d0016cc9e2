"""Cells and the rows of tables as HTML.

A page of a list draws some four hundred cells, so they are written here and not by a template:
that took three quarters of the page's time (docs/speed.md).

Everything that is text is escaped here.
"""

import html
from collections.abc import Sequence
from itertools import chain, repeat

from django.template.defaultfilters import linebreaksbr
from django.utils.safestring import SafeString

from mdps.core.ui import Cell, Heading, Tag

SHORT = 18  # letters; a text with fewer is never broken
NO_HEADING = Heading("")


def inside(cell: Cell) -> SafeString:
    """What stands in one cell: its tags, its text or link, its hint."""
    drawn = "".join(f"{as_tag(tag, ' govuk-!-margin-bottom-1')} " for tag in cell.tags)
    if cell.tag:
        drawn += as_tag(cell.tag) + (" " if cell.text else "")
    if cell.url:
        drawn += f'<a class="govuk-link" href="{_safe(cell.url)}">{_safe(cell.text)}</a>'
    elif cell.text:
        drawn += _safe(cell.text) if "\n" not in cell.text else linebreaksbr(cell.text)
    if cell.hint:
        drawn += f'<span class="mdps-hint">{_safe(cell.hint)}</span>'
    return SafeString(drawn)


def as_tag(tag: Tag, more: str = "") -> SafeString:
    """A state in its colour; `more` are further classes of the element."""
    colour, text = _safe(tag.colour), _safe(tag.text)
    return SafeString(f'<strong class="govuk-tag govuk-tag--{colour}{more}">{text}</strong>')


def row(cells: Sequence[Cell], headings: Sequence[Heading]) -> SafeString:
    """A row of a table: the first cell is its header, the others carry their heading along, so that
    a narrow screen can label them."""
    pairs = zip(chain(headings, repeat(NO_HEADING)), cells, strict=False)
    drawn = (
        _cell(heading, cell) if place else _header(cell)
        for place, (heading, cell) in enumerate(pairs)
    )
    return SafeString(f'<tr role="row">{"".join(drawn)}</tr>')


def _header(cell: Cell) -> str:
    more = " govuk-table__header--numeric" if cell.numeric else _if_short(cell)
    return (
        '<th scope="row" role="rowheader" class="govuk-table__header mdps-table__first'
        f'{more}">{inside(cell)}</th>'
    )


def _cell(heading: Heading, cell: Cell) -> str:
    is_nothing = not (cell.text or cell.hint or cell.tag or cell.tags)
    more = " govuk-table__cell--numeric" if cell.numeric else ""
    more += " mdps-table__nothing" if is_nothing else _if_short(cell)
    return (
        f'<td role="cell" data-label="{_safe(heading.text)}" class="govuk-table__cell{more}">'
        f"<div>{inside(cell)}</div></td>"
    )


def _if_short(cell: Cell) -> str:
    return " mdps-table__short" if len(str(cell.text)) < SHORT else ""


def _safe(text: object) -> str:
    """As Django escapes, without its detour for words that are translated later."""
    return text if isinstance(text, SafeString) else html.escape(str(text))
