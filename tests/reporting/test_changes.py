"""What changed between two versions: every figure that differs, and no other."""

import copy

from hypothesis import given
from hypothesis import strategies as st

from reporting.changes import changes
from tests.reporting import samples


def test_the_same_figures_have_no_changes():
    assert changes(samples.annual(), samples.annual()) == []


def test_a_changed_amount_is_named_with_both_values():
    new = samples.annual()
    new["by_lot"][1]["gross"] = "1.00"

    assert changes(samples.annual(), new) == [
        {"figure": "by lot, lot 2, gross", "old": "524102.81", "new": "1.00"}
    ]


def test_rows_in_another_order_are_no_change():
    new = samples.annual()
    new["largest"].reverse()
    new["by_category"].reverse()

    assert changes(samples.annual(), new) == []


def test_a_row_that_came_or_went_shows_each_of_its_figures():
    old, new = samples.monitoring(), samples.monitoring()
    del new["events"][1]

    assert changes(old, new) == [
        {"figure": f"events, suspended 2026-03-02 {samples.PROVIDERS[0]} lot 1, {key}"}
        | {"old": value, "new": None}
        for key, value in (
            ("event", "suspended"),
            ("on", "2026-03-02"),
            ("supplier", samples.PROVIDERS[0]),
            ("lot", "1"),
        )
    ]


def test_when_the_figures_were_gathered_is_no_figure():
    new = samples.monitoring() | {"as_at": "2026-12-01T09:00:00+00:00"}

    assert changes(samples.monitoring(), new) == []


plain = st.recursive(
    st.integers() | st.booleans() | st.text(max_size=5) | st.none(),
    lambda part: (
        st.lists(part, max_size=3)
        | st.dictionaries(
            st.sampled_from(["count", "net", "rows", "lot", "name"]), part, max_size=3
        )
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(["a", "b", "c"]), plain))
def test_nothing_differs_from_itself(figures):
    assert changes(figures, copy.deepcopy(figures)) == []


@given(
    st.dictionaries(st.sampled_from("abcd"), st.integers(0, 9)),
    st.dictionaries(st.sampled_from("abcd"), st.integers(0, 9)),
)
def test_every_difference_is_told_once_and_backwards_is_the_mirror(old, new):
    found = changes(old, new)

    assert {row["figure"] for row in found} == {
        key for key in {*old, *new} if old.get(key) != new.get(key)
    }
    assert len({row["figure"] for row in found}) == len(found)
    mirrored = {(row["figure"], row["new"], row["old"]) for row in changes(new, old)}
    assert {(row["figure"], row["old"], row["new"]) for row in found} == mirrored
