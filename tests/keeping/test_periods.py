"""How long a case is kept, to the day."""

import datetime as dt

import pytest

from keeping.periods import Known, due, years_after

LAST = dt.date(2026, 6, 2)


def known(*statuses: str, bases: tuple[str, ...] = (), born: int | None = 2017) -> Known:
    return Known(frozenset(statuses), frozenset(bases), born, LAST)


@pytest.mark.parametrize(
    ("case", "on"),
    [
        (known("in_need"), dt.date(2048, 1, 1)),
        (known("none"), dt.date(2048, 1, 1)),
        (known(""), dt.date(2048, 1, 1)),
        (known("protected"), dt.date(2061, 6, 3)),
        (known("in_need", "protected"), dt.date(2061, 6, 3)),
        (known("care_order"), dt.date(2093, 1, 1)),
        (known("interim_order"), dt.date(2093, 1, 1)),
        (known("accommodated", "in_need"), dt.date(2093, 1, 1)),
        (known("none", bases=("s31",)), dt.date(2093, 1, 1)),
        (known("none", bases=("s47",)), dt.date(2061, 6, 3)),
        (known("in_need", born=None), dt.date(2056, 6, 3)),
        (known("care_order", born=None), dt.date(2101, 6, 3)),
        # A young adult: what was bought is kept for six years.
        (known("in_need", born=2000), dt.date(2032, 6, 3)),
    ],
)
def test_the_longest_period_that_applies_holds(case, on):
    assert due(case).on == on


def test_it_says_which_period():
    assert due(known("care_order")).words.startswith("looked after")


def test_a_leap_day_has_its_years():
    assert years_after(dt.date(2028, 2, 29), 6) == dt.date(2034, 2, 28)
