"""A measurement is met by the median of its rounds, and by nothing else being wrong."""

from bench.outcome import Outcome


def test_the_median_counts_not_the_worst_round() -> None:
    assert Outcome("a list", [1.0, 1.1, 9.0], goal=1.3).met


def test_a_median_above_the_goal_is_missed() -> None:
    assert not Outcome("a list", [1.0, 1.4, 1.5], goal=1.3).met


def test_more_queries_are_a_fault_however_quick() -> None:
    assert not Outcome("a list", [1.0], goal=1.3, faults=("Queries differ: 5 and 105.",)).met
