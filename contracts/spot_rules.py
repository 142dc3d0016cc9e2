"""The rules of a spot purchase: what may be bought outside the scheme, and why (CR ¶12)."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from contracts.models import SpotPurchase
from mdps.core.money import gbp
from mdps.core.rules import Refusal
from mdps.core.words import count, day

Reason = SpotPurchase.Reason


@dataclass(frozen=True, kw_only=True)
class SpotFacts:
    """Amounts are GBP ex VAT; `approved_until` is the last day."""

    on: dt.date
    today: dt.date
    line: str
    line_state: str
    line_is_open: bool
    approved_left: Decimal
    approved_until: dt.date | None
    amount: Decimal
    units: int
    units_left: int
    reason: str
    service: str
    service_has_lot: bool
    provider: str
    provider_is_admitted: bool
    provider_is_suspended: bool
    in_term: bool
    headroom: Decimal
    authoriser: str
    authoriser_may: bool
    authoriser_raised_request: bool
    officer_raised_request: bool


def line_is_approved(facts: SpotFacts) -> Refusal | None:
    """The panel has approved the line and it is not fully met."""
    if not facts.line_is_open:
        return Refusal(
            "not-approved",
            f"{facts.line} is {facts.line_state.lower()}. "
            "Only a line that the panel approved can be met.",
            "CR ¶6",
        )
    if facts.approved_until and facts.on > facts.approved_until:
        return Refusal(
            "approval-expired",
            f"The approval ended on {day(facts.approved_until)}. Ask the panel again.",
            "CR ¶14",
        )
    return None


def counts_for_no_later_day(facts: SpotFacts) -> Refusal | None:
    """The purchase counts for today or an earlier day."""
    if facts.on > facts.today:
        return Refusal(
            "future-day",
            f"The purchase is dated {day(facts.on)}, but today is {day(facts.today)}. "
            "Record it when the day has come.",
            "CR ¶12",
        )
    return None


def amount_is_within_approval(facts: SpotFacts) -> Refusal | None:
    """The amount is within what is left of the approved amount; equal is allowed."""
    if facts.line_is_open and facts.amount > facts.approved_left:
        return Refusal(
            "over-approval",
            f"The purchase is {gbp(facts.amount)} but {gbp(facts.approved_left)} is left of what "
            "the panel approved. Enter that or less.",
            "CR ¶6",
            field="amount",
        )
    return None


def units_are_approved(facts: SpotFacts) -> Refusal | None:
    """The units are no more than are left of those requested."""
    if facts.units > facts.units_left:
        return Refusal(
            "over-units",
            f"The purchase is for {count(facts.units, 'unit')} but "
            f"{count(facts.units_left, 'unit is', 'units are')} left.",
            "CR ¶14",
            field="units",
        )
    return None


def amount_is_positive(facts: SpotFacts) -> Refusal | None:
    """Something is paid."""
    if facts.amount <= 0:
        return Refusal("no-amount", "Enter an amount above £0.00.", field="amount")
    return None


def reason_is_true(facts: SpotFacts) -> Refusal | None:
    """The reason fits: no lot, a provider who is not admitted, or cap or term spent.

    The cap counts as spent where the amount does not fit under it any more.
    """
    if facts.reason == Reason.NO_LOT and facts.service_has_lot:
        return Refusal(
            "has-lot",
            f"{facts.service} belongs to a lot. Choose another reason, or award a call-off.",
            "CR ¶12",
            field="reason",
        )
    if facts.reason == Reason.NOT_ADMITTED and facts.provider_is_admitted:
        return Refusal(
            "is-admitted",
            f"{facts.provider} is admitted to the lot. Award a call-off instead.",
            "CR ¶12",
            field="reason",
        )
    if facts.reason == Reason.CAP_OR_TERM and facts.in_term and facts.amount <= facts.headroom:
        return Refusal(
            "not-spent",
            f"The scheme is in term and {gbp(facts.headroom)} is left under the cap. "
            "Choose another reason, or award a call-off.",
            "CR ¶12",
            field="reason",
        )
    return None


def provider_is_not_suspended(facts: SpotFacts) -> Refusal | None:
    """The provider is not suspended from the lot of the service."""
    if facts.provider_is_suspended:
        return Refusal(
            "suspended",
            f"{facts.provider} is suspended from the lot, so nothing new is bought from it. "
            "Choose another provider, or wait until the suspension ends.",
            "CR 3",
            field="provider_name",
        )
    return None


def officer_did_not_raise_request(facts: SpotFacts) -> Refusal | None:
    """The officer who records it did not raise the request."""
    if facts.officer_raised_request:
        return Refusal(
            "own-request",
            "You raised this request, so somebody else has to record what is bought for it.",
            "CR ¶6",
        )
    return None


def authorised_by_somebody_who_may(facts: SpotFacts) -> Refusal | None:
    """It is authorised by a commissioning manager who did not raise the request."""
    if not facts.authoriser_may:
        return Refusal(
            "authoriser-role",
            f"{facts.authoriser} cannot authorise spot purchases. Choose a commissioning manager.",
            "CR ¶12",
            field="authorised_by",
        )
    if facts.authoriser_raised_request:
        return Refusal(
            "authoriser-requested",
            f"{facts.authoriser} raised this request, so somebody else has to authorise it.",
            "CR ¶12",
            field="authorised_by",
        )
    return None


RULES = (
    line_is_approved,
    counts_for_no_later_day,
    amount_is_positive,
    amount_is_within_approval,
    units_are_approved,
    reason_is_true,
    provider_is_not_suspended,
    officer_did_not_raise_request,
    authorised_by_somebody_who_may,
)
