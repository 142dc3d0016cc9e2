"""What an officer proposes to award, before the gate has looked at it."""

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal

from contracts.models import Route
from mdps.core.money import ZERO
from referrals.models import RequestLine
from suppliers.models import Supplier


@dataclass(frozen=True, kw_only=True)
class Terms:
    """Who would deliver how much of an approved line, when, and at which price.

    `unit_price` is GBP ex VAT; None means the supplier's rate card of the day of the award.
    `extras` is what extras (travel, reports, court attendance) may come to in all.
    `ends_on` is the last day of delivery. `reason` says why this supplier where it is not the
    cheapest, or why delivery began before the award. `bespoke` says why the price may be above the
    rate card.
    """

    line: RequestLine
    supplier: Supplier
    units: int
    starts_on: dt.date
    ends_on: dt.date
    unit_price: Decimal | None = None
    extras: Decimal = ZERO
    reason: str = ""
    route: str = Route.DIRECT
    bespoke: str = ""

    def because(self, reason: str, bespoke: str = "") -> "Terms":
        """The same terms with the officer's reasons."""
        return replace(self, reason=reason, bespoke=bespoke)
