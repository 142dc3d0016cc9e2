"""How long decisions took, in words and as a picture."""

from typing import Any

import pytest

from reporting.documents import panel_waits
from reporting.documents.bars import DrawnBars
from reporting.figures.small import WITHHELD

NOW = {"lines": 71, "median_days": "6.5", "longest_days": 23}
BEFORE = {"lines": 77, "median_days": "7.0", "longest_days": 31}
NOBODY = {"lines": 0, "median_days": None, "longest_days": None}


def drawn(now: dict, before: dict, **comparison: Any) -> list[tuple[str, str]]:
    """The bars of the picture: label and figure."""
    figures = {"turnaround": now, "before": {"turnaround": before}, "comparison": comparison}
    charts = [each.content for each in panel_waits.blocks(figures) if _is_chart(each.content)]
    return [(bar.label, bar.text) for chart in charts for bar in chart.chart.bars]


def _is_chart(content: object) -> bool:
    return isinstance(content, DrawnBars)


def test_median_and_longest_stand_beside_those_before():
    assert drawn(NOW, BEFORE) == [
        ("In the period, median", "6.5 working days"),
        ("In the period before, median", "7 working days"),
        ("In the period, longest", "23 working days"),
        ("In the period before, longest", "31 working days"),
    ]


@pytest.mark.parametrize(
    ("before", "comparison"),
    [
        (BEFORE, {"not_comparable": "incomplete"}),
        (NOBODY, {}),
        (dict.fromkeys(BEFORE, WITHHELD), {}),
    ],
)
def test_alone_where_there_is_nothing_to_compare_with(before, comparison):
    assert [label for label, _ in drawn(NOW, before, **comparison)] == [
        "In the period, median",
        "In the period, longest",
    ]


@pytest.mark.parametrize("now", [NOBODY, dict.fromkeys(NOW, WITHHELD)])
def test_nothing_is_drawn_of_what_is_not_told(now):
    assert drawn(now, BEFORE) == []
