"""The rules of a spot purchase that was found afterwards. Pure; amounts are GBP ex VAT.

It has happened, so nothing is refused for the approval, the cap or the term: what is asked is
that the record is complete, true, and there once.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from contracts.models import SpotPurchase
from mdps.core.money import gbp
from mdps.core.rules import Refusal
from mdps.core.words import day

Reason = SpotPurchase.Reason


@dataclass(frozen=True, kw_only=True)
class Found:
    """A purchase of the day `purchased_on`, recorded on the day `on`."""

    provider: str
    purchased_on: dt.date
    on: dt.date
    amount: Decimal
    reason: str
    explanation: str
    approver: str
    lot: str
    service_has_lot: bool
    provider_is_admitted: bool  # to that lot, on the day of the purchase
    same: str  # the reference of one with the same provider, day and amount
    says_it_is_another: bool
    reference: str  # of the finance system
    reference_is_known: str  # the purchase that has it already


def says_an_amount(facts: Found) -> Refusal | None:
    """Something was paid."""
    if facts.amount > 0:
        return None
    return Refusal("no-amount", "Enter an amount above £0.00.", field="amount")


def has_happened(facts: Found) -> Refusal | None:
    """It is not dated in the future."""
    if facts.purchased_on <= facts.on:
        return None
    return Refusal(
        "future-day",
        f"{day(facts.purchased_on)} has not come yet. Enter today or an earlier day.",
        field="purchased_on",
    )


def is_complete(facts: Found) -> Refusal | None:
    """The provider, the explanation and who approved it are named."""
    asked = (
        (facts.provider, "provider_name", "Enter the name of the provider."),
        (facts.explanation, "explanation", "Explain why it was bought outside the scheme."),
        (facts.approver, "approver", "Enter who approved it, or that nobody did."),
    )
    for text, field, sentence in asked:
        if not text.strip():
            return Refusal("incomplete", sentence, "CR ¶12", field=field)
    return None


def reason_fits(facts: Found) -> Refusal | None:
    """The reason fits the service, and where the provider stood on the day."""
    if facts.reason == Reason.NO_LOT and facts.service_has_lot:
        return Refusal(
            "has-lot",
            f"It belongs to {facts.lot}. Choose another reason.",
            "CR ¶12",
            field="reason",
        )
    if facts.reason == Reason.NOT_ADMITTED and facts.provider_is_admitted:
        return Refusal(
            "is-admitted",
            f"{facts.provider} was admitted to {facts.lot} on {day(facts.purchased_on)}, so it "
            "could have been a call-off. Choose another reason.",
            "CR ¶12",
            field="reason",
        )
    return None


def is_recorded_once(facts: Found) -> Refusal | None:
    """Its reference is new, and no other has the same provider, day and amount unless it is said
    to be another one."""
    if facts.reference_is_known:
        return Refusal(
            "known-reference",
            f"{facts.reference} is recorded as {facts.reference_is_known} already.",
            field="finance_reference",
        )
    if facts.same and not facts.says_it_is_another:
        return Refusal(
            "same-purchase",
            f"{facts.same} is of the same provider, of {day(facts.purchased_on)} and of "
            f"{gbp(facts.amount)}. Tick that it is another purchase if it is.",
            field="is_another",
        )
    return None


RULES = (says_an_amount, has_happened, is_complete, reason_fits, is_recorded_once)
