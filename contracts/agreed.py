"""What is agreed with a supplier for some units: by its card with discounts, or at one price.

GBP ex VAT. The council commits its share where the court directed a joint instruction.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from contracts import parts
from contracts.parts import Part
from mdps.core.money import ZERO, to_penny
from referrals.models import RequestLine
from referrals.share import councils_share, share_of_line
from suppliers.pricing import Priced


@dataclass(frozen=True, kw_only=True)
class Agreed:
    """`price` is what all units cost with the expected extras, `card_total` what the rate card of
    the day says for the units (None without a price on it), `parts` what the council commits for
    the units and `extras` for the extras."""

    unit_price: Decimal
    card_price: Decimal | None
    card_total: Decimal | None
    price: Decimal
    parts: tuple[Part, ...]
    extras: Decimal

    @property
    def value(self) -> Decimal:
        """What the council commits."""
        return parts.total(self.parts) + self.extras


def agreed(
    line: RequestLine,
    card: Priced | None,
    units: int,
    *,
    unit_price: Decimal | None = None,
    extras: Decimal = ZERO,
    at_most: Decimal | None = None,
) -> Agreed:
    """What `units` cost for `line` with a supplier whose rate card says `card` for them (None
    without a price on it), with expected `extras` besides.

    By the rate card, where no unit costs more than `at_most`, or flat at `unit_price`. Rounded half
    up to the penny once; the council's share of it once more. One query, of joint lines only.
    """
    usual = [Part(part.units, part.amount, part.percent) for part in card.parts] if card else []
    if unit_price is None and at_most is not None:
        dearer = card is None or card.total > at_most * units
        unit_price = at_most if dearer else None
    if unit_price is not None:
        usual = [Part(units, to_penny(unit_price * units))]
    elif card:
        unit_price = card.unit_price
    percent = share_of_line(line)
    return Agreed(
        unit_price=unit_price if unit_price is not None else ZERO,
        card_price=card.unit_price if card else None,
        card_total=card.total if card else None,
        price=parts.total(usual) + extras,
        parts=tuple(shared(usual, percent)),
        extras=councils_share(extras, percent),
    )


def shared(agreed: Sequence[Part], percent: Decimal | None) -> list[Part]:
    """The council's share of each part, such that together they are its share of the whole."""
    found, whole, committed = [], ZERO, ZERO
    for part in agreed:
        whole += part.amount
        share = councils_share(whole, percent) - committed
        found.append(Part(part.units, share, part.percent))
        committed += share
    return found
