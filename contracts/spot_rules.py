"""The rules of a spot purchase: what may be bought outside the scheme, and why (CR ¶12)."""

from dataclasses import dataclass
from decimal import Decimal

from contracts.gate import UseOfLine
from contracts.gate.approval import (
    approval_has_not_expired,
    conditions_are_met,
    counts_for_no_later_day,
    line_is_approved,
    officer_did_not_raise_request,
    units_are_approved,
    value_is_within_approval,
)
from contracts.models import SpotPurchase
from mdps.core.money import gbp
from mdps.core.rules import Refusal

Reason = SpotPurchase.Reason


@dataclass(frozen=True, kw_only=True)
class SpotFacts(UseOfLine):
    """What is bought, from whom, and by whose authority. `headroom` is GBP ex VAT."""

    act = "purchase"

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


def amount_is_positive(facts: SpotFacts) -> Refusal | None:
    """Something is paid."""
    if facts.value <= 0:
        return Refusal("no-amount", "Enter an amount above £0.00.", field="amount")
    return None


def reason_is_true(facts: SpotFacts) -> Refusal | None:
    """The reason fits: no lot, a provider who is not admitted, or cap or term spent.

    The cap counts as spent where the amount does not fit under it any more.
    """
    if facts.reason not in SpotPurchase.ON_A_LINE:
        return Refusal(
            "not-of-a-line",
            "The panel approved this line. Choose why it is met outside the scheme.",
            "CR ¶12",
            field="reason",
        )
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
    if facts.reason == Reason.CAP_OR_TERM and facts.in_term and facts.value <= facts.headroom:
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
    conditions_are_met,
    approval_has_not_expired,
    counts_for_no_later_day,
    amount_is_positive,
    value_is_within_approval,
    units_are_approved,
    reason_is_true,
    provider_is_not_suspended,
    officer_did_not_raise_request,
    authorised_by_somebody_who_may,
)
