"""Bar charts: values to thousandths of the width, so that a template only draws.

A chart states its finding, labels its bars directly and stands beside the table it is made
of. At most five shades, apart in lightness, so that grey print tells them apart.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

FULL = 1000
SHADES = ("#0b4a4f", "#3f8f86", "#8fc9bb", "#d3e7e1", "#f0a72e")


@dataclass(frozen=True)
class Part:
    """A stretch of a bar, with its figure in words where the legend should say it.

    `shade` is an index of SHADES; the last one is for what stands out.
    """

    name: str
    value: Decimal
    shade: int = 0
    text: str = ""

    @property
    def colour(self) -> str:
        return SHADES[self.shade]


@dataclass(frozen=True)
class Bar:
    """One bar: its label, its figure in words, its parts from the left, and the rows behind it."""

    label: str
    text: str
    parts: Sequence[Part]
    url: str = ""


@dataclass(frozen=True)
class Marker:
    """A line across every bar, such as the cap, with its words."""

    value: Decimal
    text: str


@dataclass(frozen=True)
class Stretch:
    """A part as drawn: from `x`, `width` thousandths long."""

    x: int
    width: int
    colour: str


@dataclass(frozen=True)
class BarChart:
    """Bars on one scale. `scale` is the value of the full width; nought means the longest bar."""

    finding: str
    description: str
    bars: Sequence[Bar]
    scale: Decimal = Decimal(0)
    marker: Marker | None = None

    @property
    def full(self) -> Decimal:
        """The value that fills the width; never nought."""
        longest = max((sum(part.value for part in bar.parts) for bar in self.bars), default=0)
        edge = self.marker.value if self.marker else Decimal(0)
        return self.scale or max(Decimal(longest), edge) or Decimal(1)

    @property
    def drawn(self) -> list[tuple[Bar, list[Stretch]]]:
        """Each bar with its stretches; ends are rounded, so that parts meet without a gap."""
        return [(bar, self._stretches(bar)) for bar in self.bars]

    @property
    def marker_at(self) -> int | None:
        """Where the marker stands, in thousandths."""
        return self._at(self.marker.value) if self.marker else None

    @property
    def legend(self) -> list[Part]:
        """The parts by name, once each; empty when bars have one part and need none."""
        named = {part.name: part for bar in self.bars for part in bar.parts}
        return list(named.values()) if len(named) > 1 else []

    def _stretches(self, bar: Bar) -> list[Stretch]:
        stretches, total = [], Decimal(0)
        for part in bar.parts:
            start, total = self._at(total), total + part.value
            stretches.append(Stretch(start, self._at(total) - start, part.colour))
        return stretches

    def _at(self, value: Decimal) -> int:
        return min(FULL, round(FULL * value / self.full))
