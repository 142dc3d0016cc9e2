"""Bars on paper: places in points for a chart that core draws on pages.

A bar has its label above it on the left and its figure on the right, as on a page.
"""

from dataclasses import dataclass

from mdps.core.charts import FULL, BarChart
from mdps.core.words import shortened

WIDTH, HEAD, ROW, BAR, LEGEND, MARKER = 480, 6, 38, 13, 24, 22
LONGEST = 55  # characters of a label that leave room for its figure; the table has the whole


@dataclass(frozen=True)
class PlacedStretch:
    x: float
    width: float
    colour: str


@dataclass(frozen=True)
class PlacedBar:
    label: str
    text: str
    label_y: float
    y: float
    stretches: list[PlacedStretch]


@dataclass(frozen=True)
class PlacedName:
    name: str
    colour: str
    x: float


@dataclass(frozen=True)
class DrawnBars:
    """A bar chart with its places; `chart` itself is for the page."""

    chart: BarChart
    width: int = WIDTH
    bar_height: int = BAR

    @property
    def height(self) -> int:
        marker = MARKER if self.chart.marker else 0
        return self.top + ROW * len(self.chart.bars) + marker

    @property
    def top(self) -> int:
        return HEAD + (LEGEND if self.chart.legend else 0)

    @property
    def names(self) -> list[PlacedName]:
        """The legend, in columns of equal width."""
        column = WIDTH / max(len(self.chart.legend), 3)
        return [
            PlacedName(part.name, part.colour, round(place * column, 1))
            for place, part in enumerate(self.chart.legend)
        ]

    @property
    def bars(self) -> list[PlacedBar]:
        return [
            PlacedBar(
                label=shortened(bar.label, LONGEST),
                text=bar.text,
                label_y=self.top + row * ROW + 10,
                y=self.top + row * ROW + 15,
                stretches=[
                    PlacedStretch(_scaled(each.x), _scaled(each.width), each.colour)
                    for each in stretches
                ],
            )
            for row, (bar, stretches) in enumerate(self.chart.drawn)
        ]

    @property
    def marker_x(self) -> float | None:
        at = self.chart.marker_at
        return None if at is None else _scaled(at)

    @property
    def bottom(self) -> int:
        return self.top + ROW * len(self.chart.bars)


def _scaled(thousandths: int) -> float:
    return round(thousandths * WIDTH / FULL, 1)
