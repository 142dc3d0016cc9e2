"""How quotes are scored and ranked. Pure.

A quote's quality is its points out of five on each criterion, weighted by the criterion; its price
score is the lowest price over its own price. Each is taken times its weight and rounded half up to
two places once; the whole is the sum of the two, so that what is shown adds up. Of two quotes with
the same whole the one of the higher quality goes first, then the cheaper one. Those that are still
equal share their rank, and a person chooses between them, with a reason.
"""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from mdps.core.money import to_penny

MOST_POINTS = 5
POINTS = {
    0: "0: nothing, or nothing of use",
    1: "1: poor, major concerns",
    2: "2: below what is needed",
    3: "3: meets what is needed",
    4: "4: good, with some more",
    5: "5: excellent",
}
PLACES = Decimal("0.01")
# A quote is abnormally low where it is more than a fifth below what it is compared with.
LOW = Decimal("0.80")
ENOUGH_FOR_A_MEDIAN = 3


@dataclass(frozen=True, kw_only=True)
class Bid:
    """One quote as it is scored. `price` is GBP ex VAT for all units with the expected extras;
    `points` are one per criterion, in their order."""

    key: int
    name: str
    price: Decimal
    points: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Ranked:
    """A quote in its place. `tied` is shared with another quote that is equal in everything."""

    rank: int
    key: int
    name: str
    price: Decimal
    quality: Decimal
    price_score: Decimal
    tied: bool = False

    @property
    def total(self) -> Decimal:
        """Out of 100."""
        return self.quality + self.price_score

    @property
    def place(self) -> tuple[Decimal, Decimal, Decimal]:
        """What its place depends on: smaller goes first."""
        return (-self.total, -self.quality, self.price)


def quality_of(points: Sequence[int], weights: Sequence[int], quality_weight: int) -> Decimal:
    """The quality score, up to `quality_weight`; `weights` of the criteria add up to 100."""
    weighted = sum(point * weight for point, weight in zip(points, weights, strict=True))
    share = Decimal(weighted) / (MOST_POINTS * 100)
    return _rounded(share * quality_weight)


def price_score_of(price: Decimal, lowest: Decimal, price_weight: int) -> Decimal:
    """The price score: `price_weight` for the lowest price, in proportion for the others."""
    return _rounded(lowest / price * price_weight)


def rank(
    bids: Sequence[Bid],
    *,
    weights: Sequence[int],
    quality_weight: int,
    price_weight: int,
    chosen: int | None = None,
) -> list[Ranked]:
    """The bids in their order, the first place first; empty for none.

    Of those that share the first place `chosen` (a key) goes first. The others that share a place
    stand by name.
    """
    lowest = min((bid.price for bid in bids), default=Decimal(0))
    scored = [
        Ranked(
            rank=0,
            key=bid.key,
            name=bid.name,
            price=bid.price,
            quality=quality_of(bid.points, weights, quality_weight),
            price_score=price_score_of(bid.price, lowest, price_weight),
        )
        for bid in bids
    ]
    scored.sort(key=lambda each: (each.place, each.key != chosen, each.name))
    places = [each.place for each in scored]
    return [
        Ranked(
            rank=places.index(each.place) + 1,
            key=each.key,
            name=each.name,
            price=each.price,
            quality=each.quality,
            price_score=each.price_score,
            tied=places.count(each.place) > 1,
        )
        for each in scored
    ]


def tied_first(ranked: Sequence[Ranked]) -> list[Ranked]:
    """Those that share the first place; empty where one stands alone."""
    return [each for each in ranked if each.rank == 1 and each.tied]


def low_below(price: Decimal, prices: Sequence[Decimal], card: Decimal | None) -> Decimal | None:
    """What a quote of `price` is abnormally low against, GBP; None where it is not.

    Compared with the median of all `prices` where there are at least three, else with the
    supplier's own rate card (None where it has no price). Exactly a fifth below is not low.
    """
    against = to_penny(statistics.median(prices)) if len(prices) >= ENOUGH_FOR_A_MEDIAN else card
    return against if against is not None and price < against * LOW else None


def _rounded(score: Decimal) -> Decimal:
    return score.quantize(PLACES, rounding=ROUND_HALF_UP)
