"""What everybody can work out from all that is published, by adding and subtracting.

A count of a window of days is what was counted up to its end less what was counted up to its
start. So each published count is an equation between such running totals, also where it comes from
another report, another period or another kind: two halves and their year, a month and the year so
far. Whoever solves these equations knows each withheld count whose own equation is a combination of
those that are shown. That is asked here, exactly, before anything is published.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from reporting.figures.small import WITHHELD

Variable = tuple[str, ...]
Form = Mapping[Variable, int]
Way = tuple[str | int, ...]
ALL = "all"


@dataclass(frozen=True)
class Cell:
    """A figure about families: its way in the figures, its value, and what it is the sum of. A
    figure that only goes with others, such as their share, is no sum: `form` is None."""

    way: Way
    value: Any
    form: Form | None

    @property
    def is_shown(self) -> bool:
        return self.value != WITHHELD


@dataclass(frozen=True)
class Published:
    """The cells of one report, and sums that are known to be nought: parts less their total."""

    cells: tuple[Cell, ...]
    nothing: tuple[Form, ...] = ()

    @property
    def secrets(self) -> list[Cell]:
        """The withheld cells whose very number stands nowhere else in the report."""
        shown = [cell.form for cell in self.cells if cell.is_shown]
        return [cell for cell in self.cells if not cell.is_shown and cell.form not in shown]


@dataclass(frozen=True)
class Window:
    """Days from `start` up to and without `end`, both like `2026-05-31`."""

    start: str
    end: str

    def of(self, measure: str, group: str = ALL) -> Form:
        """What was counted of `measure` and `group` within it."""
        if self.start == self.end:
            return {}
        return {(measure, group, self.end): 1, (measure, group, self.start): -1}


def window(first_day: str, last_day: str) -> Window:
    """From the first to the last day, both inclusive."""
    return Window(first_day, str(dt.date.fromisoformat(last_day) + dt.timedelta(days=1)))


def plus(*forms: Form) -> dict[Variable, int]:
    """The sum of forms."""
    found: dict[Variable, int] = {}
    for form in forms:
        for variable, times in form.items():
            found[variable] = found.get(variable, 0) + times
    return {variable: times for variable, times in found.items() if times}


def minus(form: Form) -> Form:
    return {variable: -times for variable, times in form.items()}


def told(published: Iterable[Published], beside: Iterable[Published] = ()) -> list[Cell]:
    """The withheld cells of `published` and of `beside` that everybody can work out from the shown
    ones of both, and could not from `beside` alone.

    What a report shows in one place is no secret where it is withheld in another: the awards of
    the year are its headline, and go from the years since the beginning only for another's sake.
    """
    others, new = list(beside), list(published)
    every = [*others, *new]
    nothing_shown = [Published((), each.nothing) for each in new]  # that parts add up, all know
    before, known = _Known([*others, *nothing_shown]), _Known(every)
    return [
        cell
        for each in every
        for cell in each.secrets
        if cell.form is not None and known.tells(cell.form) and not before.tells(cell.form)
    ]


def blanked(figures: dict, ways: Iterable[Way]) -> dict:
    """`figures` with what stands at `ways` withheld too."""
    found = figures
    for way in ways:
        found = _with(found, way)
    return found


def _with(figures: Any, way: Way) -> Any:
    if not way:
        return WITHHELD
    key, *rest = way
    changed: Any = dict(figures) if isinstance(figures, dict) else list(figures)
    changed[key] = _with(figures[key], tuple(rest))
    return changed


class _Known:
    """The span of what is shown, in echelon form: a row for each leading variable."""

    def __init__(self, published: Iterable[Published]) -> None:
        self.rows: dict[Variable, dict[Variable, Fraction]] = {}
        for each in published:
            for form in each.nothing:
                self.add(form)
            for cell in each.cells:
                if cell.is_shown and cell.form is not None:
                    self.add(cell.form)

    def add(self, form: Form) -> None:
        if left := self._left_of(form):
            self.rows[max(left)] = left

    def tells(self, form: Form) -> bool:
        return not self._left_of(form)

    def _left_of(self, form: Form) -> dict[Variable, Fraction]:
        """`form` less what the rows make of it."""
        left = {variable: Fraction(times) for variable, times in form.items() if times}
        kept: dict[Variable, Fraction] = {}
        while left:
            leading = max(left)
            row = self.rows.get(leading)
            if row is None:
                kept[leading] = left.pop(leading)
                continue
            times = left[leading] / row[leading]
            for variable, of in row.items():
                rest = left.get(variable, Fraction(0)) - times * of
                if rest:
                    left[variable] = rest
                else:
                    left.pop(variable, None)
        return kept


def rows_of(
    figures: dict, table: Way, key: str, field: str, measure: str, of: Window
) -> Iterator[Cell]:
    """A cell for each row of the table at `table`: its `field` counts `measure` within `of`."""
    rows: Any = figures
    for part in table:
        rows = rows[part]
    for place, row in enumerate(rows):
        group = f"{key} {row[key]}"
        yield Cell((*table, place, field), row[field], of.of(measure, group))


def parts_are_the_whole(cells: Iterable[Cell], whole: Form) -> Form:
    """Nought: the rows of a table less their total."""
    return plus(*(cell.form or {} for cell in cells), minus(whole))
