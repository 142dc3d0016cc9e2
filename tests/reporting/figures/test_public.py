"""What each report publishes: no small number, and totals from which none can be worked out."""

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.figures.public_annual import public as annual
from reporting.figures.public_monitoring import public as monitoring
from reporting.figures.public_panel import REQUESTS
from reporting.figures.public_panel import public as panel
from reporting.figures.small import WITHHELD, is_small
from tests.reporting import panel_samples, samples

TABLES = {
    panel: (
        ("by_category", "requests"),
        ("by_team", "requests"),
        ("by_legal_status", "requests"),
        ("by_kind", "lines"),
        ("deferred", "lines"),
    ),
    annual: (("by_lot", "count"), ("by_category", "count"), ("by_route", "count")),
    monitoring: (("by_supplier", "live"), ("by_supplier", "ended"), ("by_supplier", "count")),
}
TOTALS = {
    (panel, "requests"): ("considered", "requests"),
    (annual, "count"): ("awarded", "count"),
    (monitoring, "live"): ("packages", "live"),
    (monitoring, "ended"): ("packages", "ended"),
    (monitoring, "count"): ("awarded", "count"),
}
SAMPLES = {
    panel: panel_samples.panel_activity,
    annual: samples.annual,
    monitoring: samples.monitoring,
}


def of(kind: Any, counts: dict[tuple[str, str], list[int]]) -> dict[str, Any]:
    """A sample with these counts in its tables, and totals that fit where a table has one."""
    figures = copy.deepcopy(SAMPLES[kind]())
    for (table, field), values in counts.items():
        for row, value in zip(figures[table], values, strict=False):
            row[field] = value
        place = TOTALS.get((kind, field))
        if place:
            figures[place[0]][place[1]] = sum(row[field] for row in figures[table])
    return figures


@pytest.mark.parametrize("kind", SAMPLES)
def test_a_report_without_small_numbers_is_published_as_it_is(kind):
    figures = samples.annual() if kind is annual else SAMPLES[kind]()
    if kind is annual:
        figures["named_by_courts"] = {}
    if kind is monitoring:
        for row in figures["by_supplier"]:
            row |= {"count": 9, "live": 9, "ended": 9}
    if kind is panel:
        figures["meetings"]["not_reached"] = figures["conditions"]["open_while_running"] = 9
        figures["urgent"] |= {"lines": 27, "ratified": 9, "overturned": 9, "waiting": 9}

    assert kind(figures, None) == figures


@pytest.mark.parametrize("kind", SAMPLES)
@given(st.data())
def test_no_count_of_a_table_is_small_and_none_is_alone(kind, data):
    """Whoever subtracts what is shown from the total is left with two rows or more."""
    counts = {
        table: data.draw(st.lists(st.integers(0, 12), min_size=1, max_size=4))
        for table in TABLES[kind]
    }
    figures = of(kind, counts)
    shown = kind(figures, None)
    for table, field in TABLES[kind]:
        held = [row for row in shown[table] if row[field] == WITHHELD]
        seen = [row[field] for row in shown[table] if row[field] != WITHHELD]
        assert not any(map(is_small, seen))
        place = TOTALS.get((kind, field))
        if place and shown[place[0]][place[1]] != WITHHELD:
            assert len(held) != 1
        elif place:
            assert not seen


def test_a_row_of_few_requests_is_withheld_with_its_amounts_and_with_company():
    figures = of(panel, {("by_team", "requests"): [3, 6, 20]})
    shown = panel(figures, None)["by_team"]

    assert [row["requests"] for row in shown] == [WITHHELD, WITHHELD, 20]
    assert {shown[0][name] for name in REQUESTS} == {WITHHELD}
    assert shown[2] == figures["by_team"][2]


def test_a_month_with_few_requests_publishes_none_of_its_tables():
    figures = of(panel, {(table, "requests"): [3, 0, 0, 0] for table, _ in TABLES[panel][:3]})
    shown = panel(figures, None)

    assert shown["considered"]["requests"] == shown["considered"]["lines"] == WITHHELD
    assert {row["lines"] for row in shown["by_kind"]} == {WITHHELD}
    assert shown["turnaround"]["lines"] == WITHHELD


def test_a_later_version_that_would_tell_a_small_number_withholds_the_whole_table():
    first = panel(of(panel, {("by_team", "requests"): [9, 6, 20]}), None)
    second = panel(of(panel, {("by_team", "requests"): [2, 6, 20]}), first)

    assert {row["requests"] for row in second["by_team"]} == {WITHHELD}
    assert second["considered"]["requests"] == WITHHELD


def test_the_largest_awards_are_those_that_the_register_has_too():
    figures = of(annual, {("by_category", "count"): [2, 60, 70, 80]})
    figures["largest"][-1]["value"] = "5000.00"
    shown = annual(figures, None)

    assert [row["count"] for row in shown["by_category"]][:2] == [WITHHELD, WITHHELD]
    assert shown["by_category"][0]["gross"] == figures["by_category"][0]["gross"]
    assert shown["largest"] == figures["largest"][:-1]
