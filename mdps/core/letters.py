"""A letter or sheet as plain frozen words: on the page, as a PDF and as JSON the same.

`Letter(...)` is built by the act that decides it; `as_json` freezes it, `from_json` reads it back.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from mdps.core.ui import Cell, Heading, Row, Table


@dataclass(frozen=True)
class Block:
    """A piece of a letter. `kind` names its template (templates/papers/blocks), `content` is plain
    JSON."""

    kind: str
    content: Any

    @property
    def template(self) -> str:
        return f"papers/blocks/{self.kind}.html"


@dataclass(frozen=True, kw_only=True)
class Letter:
    """`date` is words; `to` and `signed` are lines. `title` is what it is about.

    A sheet (minutes, an order form) is a letter without an address. `confidential` stands at the
    head and the foot of every page, in words, such as "Confidential: about a child".
    """

    title: str
    date: str
    reference: str
    blocks: Sequence[Block]
    to: Sequence[str] = ()
    signed: Sequence[str] = ()
    confidential: str = ""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def from_json(frozen: dict[str, Any]) -> Letter:
    """The letter that `as_json` froze."""
    return Letter(**{**frozen, "blocks": [Block(**block) for block in frozen["blocks"]]})


def paragraph(text: str) -> Block:
    """Words; line breaks are kept."""
    return Block("paragraph", text)


def heading(text: str) -> Block:
    """A heading inside the letter."""
    return Block("heading", text)


def points(*texts: str) -> Block:
    """A bulleted list."""
    return Block("points", list(texts))


def facts(rows: Sequence[Row]) -> Block:
    """A summary list: what each is, and its value."""
    return Block("facts", [{"key": row.key, "value": row.cell.text} for row in rows])


def grid(table: Table) -> Block:
    """A table with its caption; the first cell of each row is its header."""
    return Block(
        "grid",
        {
            "caption": table.caption,
            "headings": [_heading(each) for each in table.headings],
            "rows": [[_cell(cell) for cell in row] for row in table.rows],
            "foot": [_cell(cell) for cell in table.foot],
        },
    )


def _heading(heading: Heading) -> dict[str, Any]:
    return {"text": heading.text, "numeric": heading.numeric}


def _cell(cell: Cell) -> dict[str, Any]:
    words = cell.text or (cell.tag.text if cell.tag else "")
    return {"text": words, "hint": cell.hint, "numeric": cell.numeric}
