"""The parts of a document: chapters of blocks, each drawn by a template on page and on paper."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.text import slugify

from mdps.core.charts import BarChart
from mdps.core.ui import Table
from reporting.burn_up import BurnUp
from reporting.documents.bars import DrawnBars


@dataclass(frozen=True)
class KeyFigure:
    """A figure to remember: what it is, the figure, and one line that puts it in its place."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True)
class Block:
    """A piece of a chapter. `kind` names its two templates, `content` is what they draw."""

    kind: str
    content: object

    @property
    def on_page(self) -> str:
        return f"reporting/blocks/{self.kind}.html"

    @property
    def on_paper(self) -> str:
        return f"reports/blocks/{self.kind}.html"


@dataclass(frozen=True)
class Chapter:
    """A heading of the report and what stands under it."""

    title: str
    blocks: Sequence[Block]

    @property
    def id(self) -> str:
        return slugify(self.title)


@dataclass(frozen=True)
class Document:
    """A report, ready to be drawn. `running` is the short title in the head of each page."""

    title: str
    series: str
    scheme: str
    period: str
    as_at: str
    as_at_moment: str
    key_figures: Sequence[KeyFigure]
    chapters: Sequence[Chapter]

    @property
    def running(self) -> str:
        return f"{self.title}, {self.period}"


def prose(*sentences: str) -> Block:
    """One numbered paragraph."""
    return Block("prose", " ".join(sentence for sentence in sentences if sentence))


def points(*sentences: str) -> Block:
    """A numbered list, like the recommendations."""
    return Block("points", [sentence for sentence in sentences if sentence])


def note(text: str) -> Block:
    """A remark in small print."""
    return Block("note", text)


def subheading(text: str) -> Block:
    """A heading inside a chapter."""
    return Block("subheading", text)


def table(content: Table) -> Block:
    """A table."""
    return Block("table", content)


def bars(chart: BarChart) -> Block:
    """A bar chart; its table stands beside it."""
    return Block("bars", DrawnBars(chart))


def burn_up(chart: BurnUp) -> Block:
    """The picture of the cap; its table stands beside it."""
    return Block("burn_up", chart)
