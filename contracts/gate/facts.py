"""What the gate knows when it decides: frozen, gathered under the locks of the award."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar


@dataclass(frozen=True, kw_only=True)
class Authority:
    """A standing authority of the officer (CR 4). `ends_on` is its last day."""

    reference: str
    lots: frozenset[int]
    highest_value: Decimal
    starts_on: dt.date
    ends_on: dt.date


@dataclass(frozen=True, kw_only=True)
class Cabinet:
    """A Cabinet decision for this line; `effective_from` is the first day after call-in."""

    minute: str
    highest_value: Decimal
    effective_from: dt.date


@dataclass(frozen=True, kw_only=True)
class UseOfLine:
    """What an award and a spot purchase share: they use a line that the panel approved.

    `value` is GBP ex VAT, `on` the day it counts for, `approved_until` a last day.
    """

    act: ClassVar[str]  # what it is called in a sentence: award, purchase

    on: dt.date
    today: dt.date
    line: str
    line_state: str
    line_is_open: bool
    approved_left: Decimal
    approved_until: dt.date | None
    units: int
    units_left: int
    value: Decimal
    officer_raised_request: bool


@dataclass(frozen=True, kw_only=True)
class AwardFacts(UseOfLine):
    """Amounts are GBP ex VAT, days inclusive. None where there is none."""

    act = "award"

    first_award_day: dt.date
    last_award_day: dt.date
    cap: Decimal
    headroom: Decimal
    cabinet_threshold: Decimal

    service: str
    lot: int | None
    supplier: str
    admission: str | None  # the state of the supplier's admission to the lot on the day

    card_price: Decimal | None
    cheapest_price: Decimal | None
    unit_price: Decimal
    shown_value: Decimal | None

    authority: Authority | None
    cabinet: Cabinet | None

    starts_on: dt.date
    reason: str
