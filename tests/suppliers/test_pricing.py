"""Volume discounts: each unit at its tier, the whole rounded once, the parts sum to the penny."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suppliers.pricing import Tier, price

TIERS = (
    Tier(11, Decimal("3.00")),
    Tier(21, Decimal("5.00")),
    Tier(51, Decimal("8.00")),
)


def parts(units: int, ordered: int = 0, unit_price: str = "65.00") -> list[tuple]:
    found = price(Decimal(unit_price), TIERS, units, ordered=ordered)
    return [(part.first, part.units, part.percent, part.amount) for part in found.parts]


@pytest.mark.parametrize(
    ("ordered", "units", "expected"),
    [
        (0, 0, []),
        (0, 10, [(1, 10, "0.00", "650.00")]),
        (0, 11, [(1, 10, "0.00", "650.00"), (11, 1, "3.00", "63.05")]),
        (9, 1, [(10, 1, "0.00", "65.00")]),
        (10, 1, [(11, 1, "3.00", "63.05")]),
        (19, 2, [(20, 1, "3.00", "63.05"), (21, 1, "5.00", "61.75")]),
        (49, 2, [(50, 1, "5.00", "61.75"), (51, 1, "8.00", "59.80")]),
        (500, 2, [(501, 2, "8.00", "119.60")]),
        (
            8,
            50,
            [
                (9, 2, "0.00", "130.00"),
                (11, 10, "3.00", "630.50"),
                (21, 30, "5.00", "1852.50"),
                (51, 8, "8.00", "478.40"),
            ],
        ),
    ],
)
def test_each_unit_is_priced_at_the_tier_it_falls_in(ordered, units, expected):
    assert parts(units, ordered) == [
        (first, count, Decimal(percent), Decimal(amount))
        for first, count, percent, amount in expected
    ]


def test_the_whole_is_rounded_half_up_once_and_the_last_part_takes_what_is_left():
    tiers = (Tier(2, Decimal("2.00")), Tier(3, Decimal("6.00")))

    found = price(Decimal("28.75"), tiers, 3)

    # 28.75 + 28.175 + 27.025; each rounded by itself they would come to a penny more.
    assert [part.amount for part in found.parts] == [
        Decimal("28.75"),
        Decimal("28.18"),
        Decimal("27.02"),
    ]
    assert found.total == Decimal("83.95")


def test_without_discounts_it_is_the_price_times_the_units():
    found = price(Decimal("65.00"), (), 12, ordered=400)

    assert (found.total, found.units, found.is_discounted) == (Decimal("780.00"), 12, False)


pence = st.integers(1, 1_000_000).map(lambda amount: Decimal(amount) / 100)
steps = st.tuples(st.integers(1, 60), st.integers(1, 2_400))


def climbing(taken: list[tuple[int, int]]) -> tuple[Tier, ...]:
    """Tiers that begin so many units after the one before, and take so much more off."""
    first, off, found = 1, 0, []
    for units, hundredths in taken:
        first, off = first + units, off + hundredths
        found.append(Tier(first, Decimal(off) / 100))
    return tuple(found)


tiers = st.lists(steps, max_size=4).map(climbing)


def by_the_unit(unit_price: Decimal, tiers: Sequence[Tier], units: int, ordered: int) -> Decimal:
    """The same sum, one unit after the other, in fractions of a penny, rounded at its end."""
    whole = Decimal(0)
    for number in range(ordered + 1, ordered + units + 1):
        off = max((each.percent for each in tiers if each.from_units <= number), default=Decimal(0))
        whole += unit_price - unit_price * off / 100
    return whole.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


@given(pence, tiers, st.integers(0, 150), st.integers(0, 150))
def test_it_is_the_sum_over_the_units_rounded_once(unit_price, tiers, units, ordered):
    found = price(unit_price, tiers, units, ordered=ordered)

    assert found.total == by_the_unit(unit_price, tiers, units, ordered)
    assert found.total == sum((part.amount for part in found.parts), Decimal(0))
    assert found.units == units


@given(pence, tiers, st.integers(0, 150), st.integers(0, 150))
def test_the_parts_are_never_negative_and_follow_each_other(unit_price, tiers, units, ordered):
    found = price(unit_price, tiers, units, ordered=ordered).parts

    assert all(part.amount >= 0 and part.units > 0 for part in found)
    assert [part.first + part.units for part in found[:-1]] == [part.first for part in found[1:]]
    assert [part.percent for part in found] == sorted({part.percent for part in found})


@given(pence, tiers, st.integers(0, 150), st.integers(0, 150))
def test_one_unit_more_never_costs_less(unit_price, tiers, units, ordered):
    less, more = (price(unit_price, tiers, count, ordered=ordered) for count in (units, units + 1))

    assert Decimal(0) <= less.total <= more.total


@given(pence, tiers, st.integers(0, 150), st.integers(0, 150))
def test_more_ordered_before_never_makes_it_dearer(unit_price, tiers, units, ordered):
    assert price(unit_price, tiers, units, ordered=ordered + 1).total <= (
        price(unit_price, tiers, units, ordered=ordered).total
    )


@given(pence, tiers, st.integers(0, 150), st.integers(0, 150))
def test_it_never_costs_more_than_the_estimate_without_a_discount(
    unit_price, tiers, units, ordered
):
    assert price(unit_price, tiers, units, ordered=ordered).total <= unit_price * units
