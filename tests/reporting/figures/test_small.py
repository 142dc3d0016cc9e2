"""What is withheld cannot be worked out, by a reader who has everything published and the code."""

from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.figures import small
from reporting.figures.small import EVERYTHING, Earlier, cut

NAMES = "ABCD"
Seen = tuple


def published(values: tuple[int, ...]) -> Seen:
    """What everybody reads of a table: its rows and its total, where they are not withheld."""
    names = cut(dict(zip(NAMES, values, strict=False)))
    if names is EVERYTHING:
        return ("everything",)
    rows = ("?" if name in names else n for name, n in zip(NAMES, values, strict=False))
    return (*rows, sum(values))


@pytest.mark.parametrize(("rows", "most"), [(2, 14), (3, 11), (4, 8)])
def test_no_withheld_row_can_be_worked_out_from_any_table(rows, most):
    """Every table there is: whoever sees the same publication cannot tell two of them apart."""
    behind = defaultdict(list)
    for values in product(range(most + 1), repeat=rows):
        behind[published(values)].append(values)
    for seen, tables in behind.items():
        for place in range(rows):
            withheld = seen == ("everything",) or seen[place] == "?"
            assert not withheld or len({values[place] for values in tables}) > 1, (seen, place)


@pytest.mark.parametrize("rows", [1, 2, 3, 4])
def test_no_small_number_is_published(rows):
    for values in product(range(8), repeat=rows):
        shown = published(values)
        assert shown == ("everything",) or not any(n in small.SMALL for n in shown if n != "?")


tables = st.dictionaries(st.sampled_from("ABCDEFGH"), st.integers(0, 60), min_size=1)


@given(tables)
def test_a_large_table_can_always_be_another_one(counts):
    """The withheld rows change places and the same is published; two of their values differ."""
    names = cut(counts)
    if not names:
        assert names is EVERYTHING or not any(map(small.is_small, counts.values()))
        return
    held = sorted(names)
    assert len({counts[name] for name in held}) > 1
    turned = dict(zip(held, [counts[name] for name in held[1:] + held[:1]], strict=True))
    assert cut(counts | turned) == names


@given(tables, tables)
def test_two_versions_withhold_the_same_rows_or_the_later_one_everything(first, second):
    before = cut(first)
    after = cut(second, Earlier(before))

    assert after is EVERYTHING or after == before


def test_no_difference_of_two_versions_tells_a_small_number():
    """C was 6 and is 2: with A, B and D as they were it would be what the total lost."""
    before = cut({"A": 3, "B": 7, "C": 6, "D": 9})
    after = cut({"A": 3, "B": 7, "C": 2, "D": 9}, Earlier(before))

    assert (before, after) == (frozenset("AC"), frozenset("AC"))
    assert cut({"A": 8, "B": 7, "C": 2, "D": 9}, Earlier(frozenset())) is EVERYTHING


@pytest.mark.parametrize(
    ("counts", "names"),
    [
        ({"A": 0, "B": 5, "C": 90}, frozenset()),
        ({"A": 4, "B": 5, "C": 90}, frozenset("AB")),
        ({"A": 1, "B": 2, "C": 90}, frozenset("AB")),
        ({"A": 3, "B": 3, "C": 90, "D": 7}, frozenset("ABD")),
        ({"A": 3, "B": 9, "C": 9, "D": 10}, frozenset("ABC")),
        ({"A": 2, "B": 2, "C": 2, "D": 0}, frozenset("ABCD")),
        ({"A": 2, "B": 2, "C": 2}, EVERYTHING),
        ({"A": 3, "B": 0}, EVERYTHING),
        ({"A": 0}, frozenset()),
        ({}, frozenset()),
    ],
)
def test_which_rows_are_withheld(counts, names):
    assert cut(counts) == names


def test_where_one_table_withholds_the_total_each_of_its_tables_does():
    assert small.together([frozenset("A"), EVERYTHING]) == [EVERYTHING, EVERYTHING]
    assert small.together([frozenset("A"), frozenset()]) == [frozenset("A"), frozenset()]


def test_a_row_is_withheld_with_its_amounts_and_read_back():
    rows = [{"lot": n, "count": n, "amount": "1.00"} for n in (2, 6, 20)]
    shown = small.withhold(rows, "lot", frozenset({"2", "6"}), ("count", "amount"))

    assert [row["count"] for row in shown] == ["withheld", "withheld", 20]
    assert small.earlier_in(shown, "lot", "count") == Earlier(frozenset({"2", "6"}))
    assert small.earlier_in(shown[:2], "lot", "count") == Earlier(EVERYTHING)
