"""What is bought, at which illustrative prices, how much of it, and how often. Pure data.

Prices are GBP ex VAT for one unit, of today; they are invented within ordinary ranges and stand
for no real supplier's. Units are (fewest, most, step).
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from mdps.core.money import PENNY
from suppliers.pricing import Tier

RISES = tuple(map(Decimal, ("0", "0.03", "0.045", "0.035", "0.025", "0.03", "0.03", "0.03")))


@dataclass(frozen=True)
class Offer:
    """A service as it is asked for: price range, usual quantities, weeks of delivery, legal bases.

    `weight` is how often it is asked for, against the others.
    """

    service: str
    unit: str
    low: int
    high: int
    units: tuple[int, int, int]
    weeks: tuple[int, int]
    weight: int
    bases: tuple[str, ...]
    subject: str = "child"


COURT = ("s31", "s31", "s31", "s47")
HOME = ("s17", "s17", "s47", "s20")

OFFERS = (
    Offer(
        "PAMS parenting assessment",
        "assessment",
        2800,
        4500,
        (1, 3, 1),
        (8, 14),
        18,
        COURT,
        "parent",
    ),
    Offer(
        "Psychological assessment",
        "assessment",
        2500,
        4200,
        (1, 5, 1),
        (8, 12),
        20,
        COURT,
        "parent",
    ),
    Offer("Cognitive assessment", "assessment", 750, 1200, (1, 3, 1), (4, 8), 7, COURT, "parent"),
    Offer(
        "Independent social worker assessment",
        "assessment",
        1900,
        3200,
        (1, 4, 1),
        (6, 10),
        14,
        COURT,
    ),
    Offer(
        "Drug and alcohol assessment",
        "assessment",
        650,
        1100,
        (1, 2, 1),
        (4, 8),
        4,
        COURT,
        "parent",
    ),
    Offer(
        "Hair strand test for drugs, 3 months",
        "test",
        180,
        350,
        (2, 16, 2),
        (3, 6),
        10,
        COURT,
        "parent",
    ),
    Offer("Hair strand test for alcohol", "test", 280, 450, (2, 16, 2), (3, 6), 9, COURT, "parent"),
    Offer("DNA relationship test", "test", 180, 330, (1, 6, 1), (3, 5), 5, COURT),
    Offer("Play therapy", "session", 55, 85, (36, 108, 6), (14, 50), 7, HOME),
    Offer("Art therapy", "session", 55, 85, (24, 72, 6), (14, 40), 5, HOME),
    Offer("Equine therapy", "session", 70, 110, (20, 60, 5), (12, 32), 4, HOME),
    Offer("Counselling", "session", 45, 70, (20, 60, 5), (12, 42), 5, HOME),
    Offer("Mentoring", "hour", 26, 42, (100, 400, 20), (12, 48), 6, HOME),
    Offer("Family support", "hour", 27, 39, (200, 960, 20), (12, 52), 7, HOME),
    Offer("Supervised contact", "hour", 28, 45, (160, 840, 20), (12, 50), 6, ("s31", "s20", "s31")),
    Offer("Welfare visit", "visit", 60, 120, (10, 60, 5), (8, 26), 3, ("s47", "s17")),
    Offer("Advocacy", "hour", 30, 42, (10, 40, 5), (8, 24), 3, ("s20", "s47", "s31")),
)
# Volume discounts by how dear the supplier is: (from which unit of the year, percent off). Tests
# are ordered by the dozen; a package of therapy runs over many sessions.
TIERS = {
    "session": (((21, "3"), (51, "5")), ((11, "2"), (41, "5"), (101, "8"))),
    "test": (((26, "3"), (101, "5")), ((13, "3"), (51, "5"), (201, "8"))),
}
# What may be charged besides, by lot: (kind, price at the least, price at the most).
EXTRAS = {
    1: (("travel", "0.45", "0.45"), ("report", "60", "140"), ("court", "180", "320")),
    2: (("travel", "0.45", "0.45"), ("report", "40", "90"), ("missed", "25", "45")),
    3: (("travel", "0.45", "0.45"), ("missed", "14", "24")),
}
BY_SERVICE = {offer.service: offer for offer in OFFERS}


def first_price(offer: Offer, level: float) -> Decimal:
    """The price of a supplier when the scheme began; `level` is 0 for cheap and 1 for dear.

    Some 14% under the range of today, so that the yearly rises lead into it.
    """
    span = Decimal(offer.high - offer.low)
    return rounded((offer.low + span * Decimal(str(round(level, 3)))) * Decimal("0.86"))


def risen(price: Decimal, year: int, spread: float) -> Decimal:
    """`price` after the rise of the scheme's `year` (0 is the first), a little more or less."""
    return rounded(price * (1 + RISES[min(year, len(RISES) - 1)] * Decimal(str(round(spread, 2)))))


def tiers(offer: Offer, level: float) -> tuple[Tier, ...]:
    """The volume discounts of a supplier; a dear one gives more of them."""
    steps = TIERS.get(offer.unit, ((), ()))[level >= 0.5]
    return tuple(Tier(units, Decimal(percent)) for units, percent in steps)


def extras(lot: int, level: float) -> list[tuple[str, Decimal]]:
    """What a supplier may charge besides under the lot, by kind."""
    return [
        (kind, (Decimal(low) + (Decimal(high) - Decimal(low)) * share).quantize(PENNY))
        for share in [Decimal(round(level * 4)) / 4]
        for kind, low, high in EXTRAS[lot]
    ]


def rounded(price: Decimal) -> Decimal:
    """As prices are quoted: to 50p, above £150 to £5, above £1,000 to £25."""
    step = Decimal("25") if price > 1000 else Decimal("5") if price > 150 else Decimal("0.50")
    return ((price / step).quantize(Decimal(1), rounding=ROUND_HALF_UP) * step).quantize(
        Decimal("0.01")
    )
