"""The rules of a contract that was made before this service. Pure; they ask the gate's own facts.

RECORD and IMPORT refuse: what is no contract, and what would make the cap, the threshold or the
lots untrue. What else of today's gate the contract does not show to have kept is on its record as a
historical exception.
"""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Protocol

from contracts.gate import AwardFacts
from contracts.gate.approval import counts_for_no_later_day, line_is_approved
from contracts.gate.authority import authority_covers_award, cabinet_has_authorised
from contracts.gate.limits import scheme_is_in_term, value_is_within_cap
from contracts.gate.officer import delivery_starts_after_award
from contracts.gate.supplier import (
    evidence_is_in_order,
    price_is_on_rate_card,
    service_has_lot,
    supplier_is_admitted,
)
from contracts.gate.together import (
    direct_award_is_authorised,
    is_not_split_below_authorisation,
    is_not_split_below_cabinet,
    route_is_allowed,
)
from mdps.core.money import gbp, to_penny
from mdps.core.rules import Refusal
from mdps.core.words import count, day

Rule = Callable[[AwardFacts], Refusal | None]


class Recorded(Protocol):
    """What a contract's own record says; whole-life `value` in GBP ex VAT, days inclusive."""

    @property
    def units(self) -> int: ...
    @property
    def value(self) -> Decimal: ...
    @property
    def starts_on(self) -> dt.date: ...
    @property
    def ends_on(self) -> dt.date: ...


def comes_to_a_price(facts: Recorded) -> Refusal | None:
    """It has at least one unit, each of a penny or more."""
    if facts.units > 0 and to_penny(facts.value / facts.units) > 0:
        return None
    return Refusal(
        "no-price",
        f"{gbp(facts.value)} for {count(facts.units, 'unit')} is no price. Enter 1 unit or more, "
        "and a value of a penny or more for each.",
    )


def ends_after_it_starts(facts: Recorded) -> Refusal | None:
    """Its last day is its first or a later one."""
    if facts.ends_on >= facts.starts_on:
        return None
    return Refusal(
        "ends-before-it-starts",
        f"The last day, {day(facts.ends_on)}, is before the first, {day(facts.starts_on)}. Check "
        "both days.",
    )


# Asked of the record before anything is written of it.
RECORD: tuple[Callable[[Recorded], Refusal | None], ...] = (comes_to_a_price, ends_after_it_starts)

IMPORT: tuple[Rule, ...] = (
    scheme_is_in_term,
    counts_for_no_later_day,
    service_has_lot,
    supplier_is_admitted,
    cabinet_has_authorised,
    value_is_within_cap,
)

# What may be missing on the record of a contract from before.
EXCEPTIONS: tuple[Rule, ...] = (
    line_is_approved,
    evidence_is_in_order,
    price_is_on_rate_card,
    authority_covers_award,
    route_is_allowed,
    direct_award_is_authorised,
    is_not_split_below_authorisation,
    is_not_split_below_cabinet,
    delivery_starts_after_award,
)
