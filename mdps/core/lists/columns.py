"""Columns of a list: a heading and how a record becomes a cell."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from mdps.core.ui import Cell


@dataclass(frozen=True)
class Column:
    """`sort` is the model's field that a click on the heading sorts by; it must have an index
    that ends in the id, and never be null. `hint` is the heading under which a file holds what
    the page shows as the cells' hints."""

    heading: str
    cell: Callable[[Any], Cell | str]
    sort: str = ""
    numeric: bool = False
    hint: str = ""

    def of(self, record: Any) -> Cell:
        value = self.cell(record)
        return value if isinstance(value, Cell) else Cell(value)
