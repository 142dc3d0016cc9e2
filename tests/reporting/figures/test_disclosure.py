"""Who has every published report, and adds and subtracts, works out no number that is withheld."""

from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reporting.figures.disclosure import Cell, Published, blanked, told, window
from reporting.figures.public_annual import public as annual
from reporting.figures.public_monitoring import public as monitoring
from reporting.figures.public_panel import public as panel
from reporting.figures.small import WITHHELD, is_small
from reporting.public import tells, untold
from tests.reporting import panel_samples, samples

HALVES = ("2022-06-01", "2022-12-01", "2023-06-01", "2023-12-01", "2024-06-01")
LAST_DAYS = ("2022-11-30", "2023-05-31", "2023-11-30", "2024-05-31")
Counts = list[list[int]]  # half year by half year, lot by lot


def cell(value: Any, first: str, last: str, group: str = "all") -> Cell:
    return Cell((group, first), value, window(first, last).of("awards", group))


def half(counts: Counts, n: int) -> dict[str, Any]:
    """The monitoring report of a half year. Each lot has one supplier, and nobody is told so."""
    of = counts[n]
    figures = samples.monitoring()
    rows = [{"supplier": f"S{m}"} | samples.sums(count) for m, count in enumerate(of)]
    del figures["comparison"]
    return figures | {
        "period": {"first_day": HALVES[n], "last_day": LAST_DAYS[n]},
        "awarded": samples.sums(sum(of)),
        "by_supplier": [row | {"live": 0, "ended": 0} for row in rows],
        "packages": {"live": 0, "ended": 0, "lots": []},
    }


def year(counts: Counts, n: int) -> dict[str, Any]:
    """The annual report of two half years."""
    first, last, to_date = 2 * n, 2 * n + 2, samples.to_date()
    of = [sum(each) for each in zip(*counts[first:last], strict=True)]
    ever = [sum(each) for each in zip(*counts[:last], strict=True)]
    before = sum(map(sum, counts[max(first - 2, 0) : first]))
    figures = samples.annual()
    del figures["comparison"]
    return figures | {
        "period": {"first_day": HALVES[first], "last_day": LAST_DAYS[last - 1]},
        "awarded": figures["awarded"] | {"count": sum(of)},
        "year_before": {"count": before, "gross": "1.00"},
        "by_lot": [row | {"count": of[m]} for m, row in enumerate(figures["by_lot"])],
        "by_category": [figures["by_category"][0] | {"count": sum(of)}],
        "by_route": [figures["by_route"][0] | {"count": sum(of)}],
        "largest": [],
        "to_date": to_date
        | {
            "as_at": LAST_DAYS[last - 1],
            "awarded": samples.sums(sum(ever)),
            "lots": [row | {"count": ever[m]} for m, row in enumerate(to_date["lots"])],
            "years": [
                {"first_day": HALVES[2 * m], "last_day": LAST_DAYS[2 * m + 1]}
                | {"count": sum(map(sum, counts[2 * m : 2 * m + 2]))}
                for m in range(n + 1)
            ],
        },
    }


def published(counts: Counts, order: list[int]) -> list[dict[str, Any]]:
    """What is published of four halves (0 to 3) and two years (4 and 5), in an order."""
    found: list[dict[str, Any]] = []
    for n in order:
        shown = monitoring(half(counts, n), None) if n < 4 else annual(year(counts, n - 4), None)
        closed = untold(shown, found)
        assert not tells(closed, found)
        found.append(closed)
    return found


def equations(reports: list[dict[str, Any]]) -> list[tuple[list[int], Any]]:
    """What each number of a report is the sum of: a unit vector for each half and lot of the
    suppliers (12), then of the lots (12); the last rows say that both come to the same."""
    found: list[tuple[list[int], Any]] = []

    def add(halves: range, value: Any, lot: int | None = None, table: int = 0) -> None:
        row = [0] * 24
        for n in halves:
            for m in range(3) if lot is None else (lot,):
                row[12 * table + 3 * n + m] = 1
        found.append((row, value))

    for report in reports:
        first = HALVES.index(report["period"]["first_day"])
        if report["report"] == "monitoring":
            add(range(first, first + 1), report["awarded"]["count"])
            for m, row in enumerate(report["by_supplier"]):
                add(range(first, first + 1), row["count"], m)
            continue
        two, ever, to_date = range(first, first + 2), range(first + 2), report["to_date"]
        add(two, report["awarded"]["count"])
        add(two, report["awarded"]["mean"])
        add(two, report["by_category"][0]["count"])
        add(two, report["by_route"][0]["count"])
        if first:
            add(range(first - 2, first), report["year_before"]["count"])
        for m, row in enumerate(report["by_lot"]):
            add(two, row["count"], m, 1)
        add(ever, to_date["awarded"]["count"])
        for m, row in enumerate(to_date["lots"]):
            add(ever, row["count"], m, 1)
        for m, row in enumerate(to_date["years"]):
            add(range(2 * m, 2 * m + 2), row["count"])
    same = [[0] * 24 for _ in range(4)]
    for n, row in enumerate(same):
        for m in range(3):
            row[3 * n + m], row[12 + 3 * n + m] = 1, -1
    return [*found, *((row, 0) for row in same)]


class Span:
    """What can be made of rows by adding and subtracting: by Gauss, in fractions."""

    def __init__(self, rows: list[list[int]]) -> None:
        self.pivots: dict[int, list[Fraction]] = {}
        for row in rows:
            left = self.left_of(row)
            leading = next((place for place, n in enumerate(left) if n), None)
            if leading is not None:
                self.pivots[leading] = [n / left[leading] for n in left]

    def left_of(self, row: list[int]) -> list[Fraction]:
        """The row less what is made of the others, from the first column to the last."""
        left = [Fraction(n) for n in row]
        for place in range(len(left)):
            if left[place] and (pivot := self.pivots.get(place)):
                times = left[place]
                left = [a - times * b for a, b in zip(left, pivot, strict=True)]
        return left

    def has(self, row: list[int]) -> bool:
        return not any(self.left_of(row))


def worked_out(reports: list[dict[str, Any]], before: int = 0) -> list[list[int]]:
    """The withheld numbers that follow from the shown ones, without those that follow from the
    first `before` reports already."""
    every = equations(reports)
    known = Span([row for row, value in every if value != WITHHELD])
    earlier = Span([row for row, value in equations(reports[:before]) if value != WITHHELD])
    held = [row for row, value in every if value == WITHHELD]
    return [row for row in held if known.has(row) and not earlier.has(row)]


def comes_to(row: list[int], counts: Counts) -> int:
    """The number that a row of the attacker is about."""
    flat = [count for each in counts for count in each]
    return sum(times * count for times, count in zip(row, flat + flat, strict=True))


counts_of_halves = st.lists(
    st.lists(st.sampled_from((0, 1, 2, 3, 5, 6, 9, 14)), min_size=3, max_size=3),
    min_size=4,
    max_size=4,
)


@settings(max_examples=15, deadline=None)
@given(counts_of_halves, st.permutations(range(6)))
def test_nothing_that_is_published_tells_what_was_or_is_withheld(counts, order):
    """Halves and years published in any order, each seen beside all that are there."""
    found = published(counts, order)

    assert [worked_out(found[: n + 1], before=n) for n in range(6)] == [[]] * 6


@settings(max_examples=15, deadline=None)
@given(counts_of_halves)
def test_no_small_number_follows_from_all_that_is_published(counts):
    """Each half after it is over, and each year after its second half."""
    found = worked_out(published(counts, [0, 1, 4, 2, 3, 5]))

    assert not [row for row in found if is_small(comes_to(row, counts))]


def test_the_attacker_works_it_out_where_reports_do_not_look_at_each_other():
    """The control: with 3 awards in the first half, 12 in the second and 15 in the year."""
    counts = [[1, 1, 1], [4, 4, 4], [9, 9, 9], [9, 9, 9]]
    alone = [
        monitoring(half(counts, 0), None),
        monitoring(half(counts, 1) | {"by_supplier": []}, None),
        annual(year(counts, 0), None),
    ]

    assert alone[0]["awarded"]["count"] == WITHHELD
    assert worked_out(alone)


def test_a_half_that_is_withheld_withholds_its_year():
    counts = [[1, 1, 1], [5, 6, 9], [9, 9, 9], [9, 9, 9]]
    first, second, whole = published(counts, [0, 1, 4])

    assert first["awarded"]["count"] == WITHHELD
    assert second["awarded"]["count"] == 20
    assert whole["awarded"]["count"] == whole["awarded"]["mean"] == WITHHELD
    assert whole["to_date"]["awarded"]["count"] == WITHHELD


def test_without_small_numbers_each_report_is_published_as_it_is():
    counts = [[5, 6, 9]] * 4
    found = published(counts, [0, 1, 4, 2, 3, 5])

    assert [each["awarded"]["count"] for each in found] == [20, 20, 40, 20, 20, 40]
    assert found[2]["to_date"]["lots"][0]["count"] == 10


def month(first_day: str, last_day: str, requests: int = 12) -> dict[str, Any]:
    """The panel's activity in a month; so many requests of the first category."""
    figures = panel_samples.panel_activity()
    for row in figures["by_category"]:
        row["requests"] = 12
    figures["by_category"][0]["requests"] = requests
    figures["trend"]["as_at"] = last_day
    figures["meetings"]["not_reached"] = figures["conditions"]["open_while_running"] = 9
    figures["urgent"] |= {"lines": 27, "ratified": 9, "overturned": 9, "waiting": 9}
    return figures | {"period": {"first_day": first_day, "last_day": last_day}}


def test_the_year_so_far_tells_no_month_that_is_withheld():
    """April and June show what was requested of a category, and the year to the end of each."""
    april = panel(month("2026-04-01", "2026-04-30"), None)
    may = panel(month("2026-05-01", "2026-05-31", requests=3), None)
    june = panel(month("2026-06-01", "2026-06-30"), None)
    closed = untold(june, [april, may])

    assert may["by_category"][0]["requested"] == WITHHELD
    assert tells(june, [april, may])
    assert not tells(closed, [april, may])
    assert [year["financial_year"] for year in closed["trend"]["years"]] == ["2019-20"]
    assert closed["by_category"] == june["by_category"]
    assert untold(june, [april]) == june


def test_a_small_number_of_the_new_year_does_not_withhold_the_headline_of_the_last():
    """One award since June: the total since the beginning would tell it, and goes."""
    figures = year([[9, 8, 7], [9, 8, 7]], 0)
    ever = figures["to_date"]
    ever["as_at"] = "2023-09-30"
    ever["awarded"] = samples.sums(49)
    ever["lots"][0]["count"] += 1
    ever["years"].append({"first_day": "2023-06-01", "last_day": "2024-05-31", "count": 1})
    shown = annual(figures, None)
    closed = untold(shown, [])

    assert (tells(shown, []), tells(closed, [])) == (True, False)
    assert closed["awarded"]["count"] == 48
    assert [row["count"] for row in closed["by_lot"]] == [18, 16, 14]
    assert closed["to_date"]["awarded"]["count"] == WITHHELD
    assert {each["count"] for each in closed["to_date"]["years"]} == {WITHHELD}


@pytest.mark.parametrize(("second", "what_is_told"), [(12, 1), (WITHHELD, 0)])
def test_a_year_less_a_half_tells_the_other_half(second, what_is_told):
    reports = [
        Published((cell(WITHHELD, HALVES[0], LAST_DAYS[0]),)),
        Published((cell(second, HALVES[1], LAST_DAYS[1]),)),
        Published((cell(15, HALVES[0], LAST_DAYS[1]),)),
    ]

    assert len([each for each in told(reports) if each.way[1] == HALVES[0]]) == what_is_told


def test_parts_less_their_total_tell_the_part_that_is_left():
    lots = [cell(value, HALVES[0], LAST_DAYS[0], f"lot {value}") for value in (7, WITHHELD)]
    whole = cell(9, HALVES[0], LAST_DAYS[0])
    nothing = {
        variable: times
        for of, sign in ((lots[0], 1), (lots[1], 1), (whole, -1))
        for variable, times in ((name, sign * n) for name, n in (of.form or {}).items())
    }

    assert told([Published((*lots, whole), (nothing,))]) == [lots[1]]
    assert told([Published((*lots, whole))]) == []


def test_what_is_blanked_leaves_the_rest_as_it_was():
    figures = {"a": [{"n": 1, "name": "x"}, {"n": 2}], "b": 3}

    assert blanked(figures, [("a", 0, "n")]) == {
        "a": [{"n": WITHHELD, "name": "x"}, {"n": 2}],
        "b": 3,
    }
    assert figures["a"][0]["n"] == 1
    assert all(first < second for first, second in pairwise(HALVES))
