"""What a page shows, as small frozen values that templates only render.

Views decide (by asking rules and queries) and build these; templates hold no business `if`.
Every text is ready to show: money and dates are already words.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from mdps.core.rules import Refusal


@dataclass(frozen=True)
class Link:
    """Somewhere to go; `current` marks the page one is on. `within` are the pages it stands for."""

    text: str
    url: str
    current: bool = False
    count: int | None = None
    within: "tuple[Link, ...]" = ()


class Tag(NamedTuple):
    """A state in words. `colour` is a GOV.UK tag colour: grey, green, teal, blue, purple, …"""

    text: str
    colour: str = "grey"


class Cell(NamedTuple):
    """One value of a table or summary list; `raw` is what an export holds in its place.

    `tags` are several at once, where one record stands in several places. A list makes hundreds of
    them, so it is a tuple, which is made four times as fast as a frozen dataclass.
    """

    text: str
    url: str = ""
    tag: Tag | None = None
    numeric: bool = False
    hint: str = ""
    raw: object = None
    tags: Sequence[Tag] = ()


@dataclass(frozen=True)
class Row:
    """One line of a summary list."""

    key: str
    value: Cell | str
    action: Link | None = None

    @property
    def cell(self) -> Cell:
        return self.value if isinstance(self.value, Cell) else Cell(self.value)


@dataclass(frozen=True)
class Heading:
    """The head of one table column; `sort_url` where it can be sorted by."""

    text: str
    numeric: bool = False
    sort_url: str = ""
    sorted: str = "none"  # none, ascending, descending


@dataclass(frozen=True)
class Table:
    """A table; the first cell of each row is its header. `foot` is a row of totals."""

    headings: Sequence[Heading]
    rows: Sequence[Sequence[Cell]]
    caption: str = ""
    foot: Sequence[Cell] = ()
    empty: str = "Nothing to show."


@dataclass(frozen=True)
class Action:
    """Something one could do here. With refusals it is shown as not possible, and why."""

    text: str
    url: str
    refusals: Sequence[Refusal] = ()
    secondary: bool = False
    warning: bool = False

    @property
    def possible(self) -> bool:
        return not self.refusals


@dataclass(frozen=True)
class Event:
    """One line of a timeline; `when` and `who` are already words."""

    title: str
    when: str
    who: str = ""
    text: str = ""


@dataclass(frozen=True)
class Section:
    """A titled part of a page, drawn by `template` (a component or an app's partial)."""

    title: str
    template: str
    context: dict = field(default_factory=dict)
    id: str = ""


@dataclass(frozen=True)
class Identity:
    """The identity bar of a record: what it is, its state, and who has it now."""

    reference: str
    title: str
    tag: Tag | None = None
    holder: str = ""
    facts: Sequence[Row] = ()


@dataclass(frozen=True)
class Pager:
    """Where one is in a list: `1-50 of 1,234`, and the neighbouring pages by key."""

    text: str
    previous_url: str = ""
    next_url: str = ""


@dataclass(frozen=True)
class Empty:
    """A list without rows: why, and what to do about it."""

    title: str
    text: str = ""
    link: Link | None = None


@dataclass(frozen=True)
class Progress:
    """How far long work has come, in words; `percent` None when it cannot be said."""

    text: str
    tag: Tag | None = None
    percent: int | None = None
    finished: bool = False
    download: Link | None = None
