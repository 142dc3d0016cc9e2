"""A letter or sheet as plain frozen words: on the page, as a PDF and as JSON the same.

`Letter(...)` is built by the act that decides it; `as_json` freezes it, `from_json` reads it back.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from mdps.core.cases import keys
from mdps.core.cases.sealed import DISPOSED, Sealed, seal
from mdps.core.ui import Cell, Heading, Row, Table

SEALED, PLACE = "sealed", "core_paper.document"


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
    blocks = [each for block in frozen["blocks"] for each in _opened(Block(**block))]
    return Letter(**{**frozen, "blocks": blocks})


def sealed(key: UUID, *blocks: Block) -> Block:
    """`blocks` about one child, under the key of the case: unreadable once it is destroyed."""
    text = json.dumps([asdict(each) for each in blocks])
    return Block(SEALED, seal(text, key=key, place=PLACE).sealed.text)


def keys_of(letter: Letter) -> list[UUID]:
    """The keys under which parts of `letter` are sealed, each once."""
    parts = [Sealed(block.content, PLACE) for block in letter.blocks if block.kind == SEALED]
    return list(dict.fromkeys(part.key for part in parts))


def _opened(block: Block) -> Iterator[Block]:
    if block.kind != SEALED:
        yield block
        return
    part = Sealed(block.content, PLACE)
    if keys.get(part.key) is None:
        yield paragraph(DISPOSED)
        return
    yield from (Block(**each) for each in json.loads(part.open()))


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
