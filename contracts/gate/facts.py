"""What the gate knows when it decides: frozen, gathered under the locks of the award."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Protocol


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


class Limited(Protocol):
    """What the scheme's own limits are asked of: an award, or an increase. GBP ex VAT."""

    @property
    def act(self) -> str: ...
    @property
    def on(self) -> dt.date: ...
    @property
    def first_award_day(self) -> dt.date: ...
    @property
    def last_award_day(self) -> dt.date: ...
    @property
    def value(self) -> Decimal: ...
    @property
    def headroom(self) -> Decimal: ...
    @property
    def cap(self) -> Decimal: ...


class OnConditions(Protocol):
    """An act that uses a line which the panel approved, perhaps on conditions."""

    @property
    def line(self) -> str: ...
    @property
    def conditions_to_meet(self) -> int: ...


@dataclass(frozen=True, kw_only=True)
class Related:
    """Another contract of the same child and supplier near enough in time to count together.

    `value` is what it commits now, net of what was released.
    """

    reference: str
    awarded_on: dt.date
    value: Decimal
    is_direct: bool


@dataclass(frozen=True, kw_only=True)
class Authorisation:
    """The Director's written authorisation of this direct award, up to `highest_value`."""

    reference: str
    highest_value: Decimal
    authorised_on: dt.date


@dataclass(frozen=True, kw_only=True)
class Together:
    """What is asked about splitting; of an award, and of an increase of one.

    `related` are those that no record calls separate from this one. A record by the officer who
    awards does not count; `own_separateness` then names it.
    """

    act: ClassVar[str]

    on: dt.date
    supplier: str
    is_direct: bool
    direct_award_above: Decimal
    cabinet_threshold: Decimal
    together_months: int
    related: tuple[Related, ...] = ()
    own_separateness: str = ""
    authorisation: Authorisation | None = None
    cabinet: Cabinet | None = None

    @property
    def whole(self) -> Decimal:
        """The value of the whole contract, after the act."""
        raise NotImplementedError

    @property
    def together(self) -> Decimal:
        """This contract and all that counts together with it."""
        return self.whole + sum((each.value for each in self.related), Decimal("0.00"))

    @property
    def together_direct(self) -> Decimal:
        """The same, of what was awarded directly."""
        return self.whole + sum(
            (each.value for each in self.related if each.is_direct), Decimal("0.00")
        )

    @property
    def needs_authorisation(self) -> bool:
        """Whether it is a direct award, and too much is awarded directly with it without one."""
        return self.is_direct and self.together_direct > self.direct_award_above


@dataclass(frozen=True, kw_only=True)
class Competed:
    """The mini-competition that runs for the line. GBP ex VAT; `winner` is "" before it is ranked.

    `standstill_until` is the last day on which nothing is awarded; None without a standstill.
    """

    reference: str
    state: str
    is_ranked: bool
    winner: str
    units: int
    unit_price: Decimal
    extras: Decimal
    standstill_until: dt.date | None = None


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
    conditions_to_meet: int = 0  # of the panel's, before an award
    units: int
    units_left: int
    value: Decimal
    officer_raised_request: bool


@dataclass(frozen=True, kw_only=True)
class AwardFacts(UseOfLine, Together):
    """Amounts are GBP ex VAT, days inclusive. None where there is none."""

    act = "award"

    first_award_day: dt.date
    last_award_day: dt.date
    cap: Decimal
    headroom: Decimal

    service: str
    lot: int | None
    admission: str | None  # the state of the supplier's admission to the lot on the day
    evidence_lapsed: tuple[str, ...] = ()  # what mandatory evidence of the lot is not in order

    # What all units cost, before the council's share: as agreed with the expected `extras`, by the
    # rate card of the day with its volume discounts, and by that of the cheapest supplier who could
    # be awarded them; of a mini-competition, by the cheapest quote.
    price: Decimal
    extras: Decimal = Decimal("0.00")
    card_total: Decimal | None
    cheapest_total: Decimal | None
    unit_price: Decimal
    shown_value: Decimal | None

    authority: Authority | None
    competed: Competed | None = None
    route: str
    route_band: tuple[Decimal, Decimal | None] | None  # None where no rule holds

    starts_on: dt.date
    reason: str
    bespoke: str = ""

    @property
    def whole(self) -> Decimal:
        return self.value

    @property
    def for_units(self) -> Decimal:
        """What the units cost without the extras."""
        return self.price - self.extras

    @property
    def compared(self) -> Decimal:
        """What is held against the cheapest: rate cards know no extras, quotes do."""
        return self.for_units if self.is_direct else self.price
