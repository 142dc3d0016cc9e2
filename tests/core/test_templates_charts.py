"""Bars: their lengths, whatever the figures."""

from decimal import Decimal

from mdps.core.charts import FULL, Bar, BarChart, Marker, Part


def chart(*values: str, scale: str = "0", marker: Marker | None = None) -> BarChart:
    parts = [Part(f"Part {index}", Decimal(value)) for index, value in enumerate(values)]
    bars = [Bar("Bar", "words", parts)]
    return BarChart("Finding", "Description", bars, scale=Decimal(scale), marker=marker)


def lengths(of: BarChart) -> list[tuple[int, int]]:
    return [(each.x, each.width) for _, stretches in of.drawn for each in stretches]


def test_the_longest_bar_fills_the_width() -> None:
    assert lengths(chart("40", "60")) == [(0, 400), (400, 600)]


def test_parts_meet_without_a_gap_when_they_are_rounded() -> None:
    drawn = lengths(chart("1", "1", "1"))
    assert [x for x, _ in drawn] == [0, *(x + width for x, width in drawn[:-1])]
    assert sum(width for _, width in drawn) == FULL


def test_a_scale_leaves_room_for_what_is_left() -> None:
    assert lengths(chart("2625000", scale="10500000")) == [(0, 250)]


def test_nothing_is_drawn_as_nothing() -> None:
    assert lengths(chart("0")) == [(0, 0)]
    assert chart().drawn[0][1] == []


def test_a_marker_beyond_the_bars_widens_the_scale() -> None:
    marked = chart("50", marker=Marker(Decimal("100"), "planned"))
    assert lengths(marked) == [(0, 500)]
    assert marked.marker_at == FULL


def test_a_single_part_needs_no_legend() -> None:
    assert chart("1").legend == []
    assert [part.name for part in chart("1", "2").legend] == ["Part 0", "Part 1"]
