"""The rules of adding units to a call-off: of an award's, for the new units only; of reg 72.

Pure. Amounts are GBP ex VAT; percentages are of the original value.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from contracts.gate.approval import conditions_are_met
from contracts.gate.facts import Cabinet, Together
from contracts.gate.limits import scheme_is_in_term, value_is_within_cap
from contracts.gate.together import (
    direct_award_is_authorised,
    is_not_split_below_authorisation,
    is_not_split_below_cabinet,
)
from contracts.models import Variation
from contracts.vary_rules import Varying, can_be_varied, has_reasons
from mdps.core.money import gbp
from mdps.core.rules import Refusal
from mdps.core.words import count, day

Ground = Variation.Ground
HALF, TENTH = Decimal(50), Decimal(10)
NOTICED = (Ground.NECESSARY, Ground.UNFORESEEN)


@dataclass(frozen=True, kw_only=True)
class Increase(Varying, Together):
    """`amount` more for `units` more, by `line` that the panel approved for it."""

    act: ClassVar[str] = "increase"

    units: int
    amount: Decimal
    original: Decimal
    increased: Decimal  # by increases before this one
    committed: Decimal  # under this call-off, before this increase
    headroom: Decimal
    cap: Decimal
    cabinet_threshold: Decimal
    cabinet: Cabinet | None
    first_award_day: dt.date
    last_award_day: dt.date
    line: str
    line_is_open: bool
    line_left: Decimal
    line_units_left: int
    line_last_day: dt.date | None
    conditions_to_meet: int = 0
    line_is_of_this: bool
    unit_price: Decimal
    price: Decimal  # of all units, before the council's share
    card_total: Decimal | None  # what the rate card says for them, with its volume discounts
    shown_amount: Decimal | None

    @property
    def percent(self) -> Decimal:
        """This increase as a percentage of the original value."""
        return 100 * self.amount / self.original

    @property
    def percent_together(self) -> Decimal:
        """All increases as a percentage of the original value."""
        return 100 * (self.increased + self.amount) / self.original

    @property
    def new_value(self) -> Decimal:
        return self.committed + self.amount

    @property
    def value(self) -> Decimal:
        """What is added: what the cap is asked about."""
        return self.amount

    @property
    def whole(self) -> Decimal:
        return self.new_value


def ground_is_of_more_units(facts: Increase) -> Refusal | None:
    """More units need one of the grounds (a), (b), (c), (e) or (f)."""
    if facts.ground != Ground.NEW_CONTRACTOR:
        return None
    return Refusal(
        "wrong-ground",
        "Ground (d) is for another contractor. Choose the ground on which more is bought.",
        "reg 72",
        field="ground",
    )


def necessary_or_unforeseen_is_at_most_half(facts: Increase) -> Refusal | None:
    """On grounds (b) and (c) one increase is at most 50% of the original value; 50% is allowed."""
    if facts.ground not in NOTICED or facts.percent <= HALF:
        return None
    return Refusal(
        "over-half",
        f"The increase of {gbp(facts.amount)} is {facts.percent:.1f}% of the original value of "
        f"{gbp(facts.original)}; on this ground at most 50% is allowed, "
        f"{gbp(facts.original / 2)}. Reduce the units, or award a new call-off.",
        "reg 72(1)(b), (c)",
        field="ground",
    )


def small_is_at_most_a_tenth_together(facts: Increase) -> Refusal | None:
    """On ground (f) all increases together are at most 10% of the original; 10% is allowed."""
    if facts.ground != Ground.SMALL or facts.percent_together <= TENTH:
        return None
    return Refusal(
        "over-tenth",
        f"With the {gbp(facts.increased)} before, the increase comes to "
        f"{facts.percent_together:.1f}% of the original value of {gbp(facts.original)}; on this "
        "ground at most 10% is allowed. Choose another ground, or reduce the units.",
        "reg 72(5)",
        field="ground",
    )


def notice_is_published(facts: Varying) -> Refusal | None:
    """On grounds (b) and (c) the notice of the modification is published."""
    if facts.ground not in NOTICED or facts.notice_published:
        return None
    return Refusal(
        "no-notice",
        "On this ground a notice of the modification has to be published. Publish it, then say so.",
        "reg 72(3)",
        field="notice_published",
    )


def has_supplementary_approval(facts: Increase) -> Refusal | None:
    """The panel approved a line for it, of the same case and service, not expired."""
    if not facts.line_is_of_this:
        return Refusal(
            "other-line",
            f"{facts.line} is not for this call-off. Choose a line of the same case and service.",
            "CR ¶14",
            field="line",
        )
    if not facts.line_is_open or facts.line_last_day is None:
        return Refusal(
            "no-supplementary-approval",
            f"{facts.line} is not approved, or fully used. Ask the panel for a supplementary "
            "approval.",
            "CR ¶14",
            field="line",
        )
    if facts.on > facts.line_last_day:
        return Refusal(
            "approval-expired",
            f"The approval of {facts.line} ended on {day(facts.line_last_day)}. Ask the panel to "
            "approve it again.",
            "CR ¶14",
            field="line",
        )
    return None


def increase_is_within_approval(facts: Increase) -> Refusal | None:
    """The increase is within what is left of that line: amount and units; equal is allowed."""
    if facts.amount <= facts.line_left and facts.units <= facts.line_units_left:
        return None
    return Refusal(
        "over-approval",
        f"The increase is {count(facts.units, 'unit')} for {gbp(facts.amount)}, but "
        f"{count(facts.line_units_left, 'unit')} and {gbp(facts.line_left)} are left of the "
        f"approval of {facts.line}. Reduce the units, or ask the panel for more.",
        "CR ¶14",
        field="units",
    )


def increase_is_on_rate_card(facts: Increase) -> Refusal | None:
    """The price of the new units is above £0.00 and at or below the rate card of the day."""
    if facts.card_total is not None and 0 < facts.price <= facts.card_total:
        return None
    if facts.card_total is None:
        message = "The supplier has no price for the service on its rate card. Agree one first."
    else:
        message = (
            f"{count(facts.units, 'unit')} at {gbp(facts.unit_price)} come to {gbp(facts.price)}, "
            "which is not above £0.00 and at or below the rate card, which says "
            f"{gbp(facts.card_total)}. Enter a lower price, or leave it empty."
        )
    return Refusal("above-card", message, "CR ¶11", field="unit_price")


def cabinet_has_authorised_increase(facts: Increase) -> Refusal | None:
    """A contract that comes to more than the Cabinet threshold has a decision that covers it.

    The threshold itself needs none, a penny more does (CR 4). Past call-in.
    """
    if facts.new_value <= facts.cabinet_threshold:
        return None
    if facts.cabinet is None:
        return Refusal(
            "no-cabinet-decision",
            f"With the increase the call-off comes to {gbp(facts.new_value)}, above "
            f"{gbp(facts.cabinet_threshold)}. Record the Cabinet decision that covers it first.",
            "CR 4",
        )
    if facts.new_value > facts.cabinet.highest_value:
        return Refusal(
            "over-cabinet-decision",
            f"With the increase the call-off comes to {gbp(facts.new_value)}, but "
            f"{facts.cabinet.minute} covers {gbp(facts.cabinet.highest_value)}. Another Cabinet "
            "decision is needed.",
            "CR 4",
        )
    if facts.on < facts.cabinet.effective_from:
        return Refusal(
            "in-call-in",
            f"{facts.cabinet.minute} can be acted on from {day(facts.cabinet.effective_from)}.",
            "CR 4",
        )
    return None


def amount_is_as_shown(facts: Increase) -> Refusal | None:
    """The amount is the one that the officer was shown."""
    if facts.shown_amount is None or facts.shown_amount == facts.amount:
        return None
    return Refusal(
        "amount-changed",
        f"The increase was {gbp(facts.shown_amount)} when you looked, now it is "
        f"{gbp(facts.amount)}. Check it again.",
        "CR ¶11",
    )


INCREASE = (
    can_be_varied,
    has_reasons,
    ground_is_of_more_units,
    necessary_or_unforeseen_is_at_most_half,
    small_is_at_most_a_tenth_together,
    notice_is_published,
    has_supplementary_approval,
    conditions_are_met,
    increase_is_within_approval,
    scheme_is_in_term,
    increase_is_on_rate_card,
    direct_award_is_authorised,
    cabinet_has_authorised_increase,
    is_not_split_below_authorisation,
    is_not_split_below_cabinet,
    value_is_within_cap,
    amount_is_as_shown,
)
