"""The burn-up of the cap as a picture: committed month by month, the plan, and the limit.

Everything is placed here; the template only draws. The same drawing serves page and paper; a
narrow one, with fewer words in it, serves a phone.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from mdps.core.money import gbp_short

STEP = Decimal(2_500_000)
LEFT, TOP, RIGHT, BOTTOM = 44, 26, 10, 24
ROOM = 60


@dataclass(frozen=True)
class Tick:
    """A line of the grid and its words."""

    at: float | Decimal
    text: str


@dataclass(frozen=True)
class Frame:
    """The size of a drawing, and whether it is the narrow one."""

    width: int
    height: int
    narrow: bool = False


@dataclass(frozen=True)
class BurnUp:
    """What is committed against the cap. `series` is (day, amount), oldest first.

    The plan is a straight line from nought at `start` to `planned` on `plan_ends`.
    """

    finding: str
    description: str
    cap: Decimal
    planned: Decimal
    start: dt.date
    plan_ends: dt.date
    series: tuple[tuple[dt.date, Decimal], ...]
    committed: str
    cap_text: str
    plan_text: str
    forecast: tuple[tuple[dt.date, Decimal], ...] = ()

    @property
    def frames(self) -> list["Drawing"]:
        """The wide drawing of a page and the narrow one."""
        return [Drawing(self, Frame(960, 340)), Drawing(self, Frame(340, 300, narrow=True))]

    @property
    def on_paper(self) -> "Drawing":
        """The drawing of a printed page."""
        return Drawing(self, Frame(720, 268))


@dataclass(frozen=True)
class Drawing:
    """A burn-up placed in a frame; coordinates with one decimal."""

    of: BurnUp
    frame: Frame

    @cached_property
    def days(self) -> int:
        drawn = (*self.of.series[-1:], *self.of.forecast)
        last = max(self.of.plan_ends, *(day for day, _ in drawn))
        return max((last - self.of.start).days, 1)

    @cached_property
    def top_amount(self) -> Decimal:
        return max(self.of.cap, self.of.planned, *(amount for _, amount in self.of.series), STEP)

    @property
    def bottom(self) -> int:
        return self.frame.height - BOTTOM

    @property
    def tick_bottom(self) -> int:
        return self.bottom + 5

    @property
    def css_class(self) -> str:
        return f"mdps-burn-up mdps-burn-up--{'narrow' if self.frame.narrow else 'wide'}"

    @property
    def left(self) -> int:
        return LEFT

    @property
    def right(self) -> int:
        return self.frame.width - RIGHT

    @property
    def grid(self) -> list[Tick]:
        """A line each £2.5m."""
        count = int(self.top_amount // STEP)
        return [
            Tick(self.y(STEP * n), gbp_short(STEP * n) if n else "£0") for n in range(count + 1)
        ]

    @property
    def years(self) -> list[Tick]:
        """The first day of each scheme year."""
        first = self.of.start
        ticks = []
        for year in range(first.year, first.year + 12):
            day = first.replace(year=year)
            if (day - first).days > self.days:
                break
            ticks.append(Tick(self.x(day), str(year) if self.frame.narrow else f"{day:%b %Y}"))
        return ticks

    @property
    def line(self) -> str:
        """The points of the line."""
        return " ".join(f"{self.x(day)},{self.y(amount)}" for day, amount in self.of.series)

    @property
    def forecast(self) -> str:
        """The points of the forecast; nothing where there is none."""
        return " ".join(f"{self.x(day)},{self.y(amount)}" for day, amount in self.of.forecast)

    @property
    def area(self) -> str:
        """The same, closed along the bottom."""
        first, last = self.of.series[0][0], self.of.series[-1][0]
        return f"{self.x(first)},{self.bottom} {self.line} {self.x(last)},{self.bottom}"

    @property
    def end_x(self) -> float:
        return self.x(self.of.series[-1][0])

    @property
    def end_y(self) -> Decimal:
        return self.y(self.of.series[-1][1])

    @property
    def words(self) -> str:
        """What stands at the end of the line."""
        return self.of.committed if self.frame.narrow else f"{self.of.committed} committed"

    @property
    def words_inside(self) -> bool:
        """Whether the words at the end of the line fit under it; else they stand beside it."""
        return self.bottom - self.end_y > ROOM and self.end_x > self.frame.width / 2

    @property
    def words_y(self) -> Decimal:
        return (self.end_y + 2 * self.bottom) / 3 if self.words_inside else self.end_y

    @property
    def cap_y(self) -> Decimal:
        return self.y(self.of.cap)

    @property
    def plan_x(self) -> float:
        return self.x(self.of.plan_ends)

    @property
    def plan_y(self) -> Decimal:
        return self.y(self.of.planned)

    def x(self, day: dt.date) -> float:
        return round(LEFT + (self.right - LEFT) * (day - self.of.start).days / self.days, 1)

    def y(self, amount: Decimal) -> Decimal:
        return self.bottom - round((self.bottom - TOP) * amount / self.top_amount, 1)
