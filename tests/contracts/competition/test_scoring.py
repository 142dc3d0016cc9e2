"""Scores and ranks, recomputed by hand to two places."""

from decimal import Decimal

import pytest

from contracts.competition.scoring import (
    Bid,
    low_below,
    price_score_of,
    quality_of,
    rank,
    tied_first,
)


def bid(name: str, price: str, *points: int) -> Bid:
    return Bid(key=ord(name), name=name, price=Decimal(price), points=points)


def ranked(*bids: Bid, weights: tuple[int, ...] = (60, 40), chosen: str = "") -> list:
    return rank(
        bids,
        weights=weights,
        quality_weight=60,
        price_weight=40,
        chosen=ord(chosen) if chosen else None,
    )


@pytest.mark.parametrize(
    ("points", "weights", "score"),
    [
        ((5, 5), (60, 40), "60.00"),
        ((0, 0), (60, 40), "0.00"),
        ((3, 4), (60, 40), "40.80"),  # (180 + 160) / 500 x 60
        ((1, 0, 0), (33, 33, 34), "3.96"),
        ((4, 5, 2), (33, 33, 34), "43.80"),  # (132 + 165 + 68) / 500 x 60
    ],
)
def test_quality_is_the_points_weighted_by_their_criteria(points, weights, score: str) -> None:
    assert quality_of(points, weights, 60) == Decimal(score)


@pytest.mark.parametrize(
    ("price", "score"),
    [
        ("1000.00", "40.00"),
        ("2000.00", "20.00"),
        ("1200.00", "33.33"),
        ("1066.67", "37.50"),
        ("3.00", "13333.33"),
    ],
)
def test_the_price_score_is_the_lowest_price_over_ones_own(price: str, score: str) -> None:
    assert price_score_of(Decimal(price), Decimal("1000.00"), 40) == Decimal(score)


def test_a_half_of_a_hundredth_is_rounded_up() -> None:
    # 1 / 320 of 40 is 0.125
    assert price_score_of(Decimal("320"), Decimal("1"), 40) == Decimal("0.13")


def test_quotes_stand_by_their_whole_score() -> None:
    found = ranked(bid("A", "1100.00", 3, 3), bid("B", "1000.00", 5, 5), bid("C", "1200.00", 4, 4))
    assert [(each.rank, each.name, each.total, each.tied) for each in found] == [
        (1, "B", Decimal("100.00"), False),
        (2, "C", Decimal("81.33"), False),
        (3, "A", Decimal("72.36"), False),
    ]


def test_one_quote_has_the_whole_price_score_and_its_own_quality() -> None:
    [only] = ranked(bid("A", "900.00", 2, 2))
    assert (only.rank, only.price_score, only.quality) == (1, Decimal("40.00"), Decimal("24.00"))


def test_no_quotes_have_no_ranking() -> None:
    assert ranked() == []


def test_of_equal_scores_the_higher_quality_goes_first() -> None:
    # Quality 60 and price 20.00; quality 40.00 and price 40: both 80 and 80.00.
    found = rank(
        [bid("A", "1000.00", 3), bid("B", "2000.00", 5)],
        weights=[100],
        quality_weight=50,
        price_weight=50,
    )
    assert [(each.rank, each.name) for each in found] == [(1, "A"), (2, "B")]
    equal = rank(
        [bid("A", "1000.00", 1), bid("B", "2000.00", 3)],
        weights=[100],
        quality_weight=50,
        price_weight=40,
    )
    assert [(each.rank, each.name, each.total) for each in equal] == [
        (1, "B", Decimal("50.00")),
        (2, "A", Decimal("50.00")),
    ]


def test_of_equal_scores_and_quality_the_cheaper_goes_first() -> None:
    # Both price scores round to 40.00 and 40.00: a penny in a million is not seen in two places.
    found = ranked(bid("A", "1000000.01", 3, 3), bid("B", "1000000.00", 3, 3))
    assert [(each.rank, each.name, each.total) for each in found] == [
        (1, "B", Decimal("76.00")),
        (2, "A", Decimal("76.00")),
    ]


def test_what_is_equal_in_everything_shares_its_place_until_one_is_chosen() -> None:
    bids = (bid("A", "1000.00", 3, 3), bid("B", "1000.00", 3, 3), bid("C", "1200.00", 3, 3))
    found = ranked(*bids)
    assert [(each.rank, each.name, each.tied) for each in found] == [
        (1, "A", True),
        (1, "B", True),
        (3, "C", False),
    ]
    assert [each.name for each in tied_first(found)] == ["A", "B"]
    assert [each.name for each in ranked(*bids, chosen="B")] == ["B", "A", "C"]
    assert ranked(*bids, chosen="C")[0].name == "A"


def test_a_shared_second_place_needs_no_choice() -> None:
    found = ranked(bid("A", "1000.00", 5, 5), bid("B", "1000.00", 3, 3), bid("C", "1000.00", 3, 3))
    assert [each.rank for each in found] == [1, 2, 2]
    assert tied_first(found) == []


@pytest.mark.parametrize(
    ("price", "prices", "card", "against"),
    [
        ("800.00", ("800.00", "1000.00", "1100.00"), None, None),  # exactly a fifth below
        ("799.99", ("799.99", "1000.00", "1100.00"), None, "1000.00"),
        ("799.99", ("799.99", "1000.00", "1001.00", "1100.00"), "900.00", "1000.50"),
        ("799.99", ("799.99", "1100.00"), "1000.00", "1000.00"),  # two: by its own card
        ("800.00", ("800.00",), "1000.00", None),
        ("1.00", ("1.00",), None, None),  # nothing to compare with
    ],
)
def test_low_is_more_than_a_fifth_below_the_median_or_the_card(
    price: str, prices: tuple[str, ...], card: str | None, against: str | None
) -> None:
    found = low_below(
        Decimal(price), [Decimal(each) for each in prices], Decimal(card) if card else None
    )
    assert found == (Decimal(against) if against else None)
