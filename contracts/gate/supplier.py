"""The supplier: admitted to the lot on the day, at the price of its rate card."""

from contracts.gate.facts import AwardFacts
from mdps.core.money import gbp
from mdps.core.rules import Refusal
from mdps.core.words import count, listed

ADMITTED = "admitted"
SUSPENDED = "suspended"


def service_has_lot(facts: AwardFacts) -> Refusal | None:
    """The service belongs to a lot of the scheme."""
    if facts.lot is None:
        return Refusal(
            "no-lot",
            f"{facts.service} belongs to no lot, so nobody can be admitted to supply it. "
            "Record a spot purchase.",
            "CR ¶10",
        )
    return None


def supplier_is_admitted(facts: AwardFacts) -> Refusal | None:
    """The supplier is admitted to the lot on the day of the award, and not suspended.

    Contracts are procured from admitted suppliers only (CR 4).
    """
    if facts.lot is None or facts.admission == ADMITTED:
        return None
    if facts.admission == SUSPENDED:
        return Refusal(
            "suspended",
            f"{facts.supplier} is suspended from Lot {facts.lot}. "
            "Choose another supplier, or wait until the suspension ends.",
            "CR 3",
        )
    return Refusal(
        "not-admitted",
        f"{facts.supplier} is not admitted to Lot {facts.lot}. "
        "Choose an admitted supplier, or invite this one to join.",
        "CR 4",
    )


def evidence_is_in_order(facts: AwardFacts) -> Refusal | None:
    """The evidence that the lot requires of the supplier is verified and in date.

    The last valid day is allowed. It stops new awards under this lot only (CR 3).
    """
    if not facts.evidence_lapsed:
        return None
    return Refusal(
        "evidence-lapsed",
        f"Evidence of {facts.supplier} is not in order for Lot {facts.lot}: "
        f"{listed(list(facts.evidence_lapsed))}. Choose another supplier, or verify the renewed "
        "document first.",
        "CR 3",
    )


def price_is_on_rate_card(facts: AwardFacts) -> Refusal | None:
    """The price is above £0.00 and at or below the supplier's rate card.

    The card counts with its volume discounts; extras are not measured by it. Above it only where
    the service is bespoke, with the reason, a quote of a mini-competition too.
    """
    if facts.card_total is None:
        return Refusal(
            "no-price",
            f"{facts.supplier} has no price for {facts.service} on its rate card. "
            "Agree a price and add it to the rate card first.",
            "CR ¶11",
        )
    if facts.unit_price <= 0:
        return Refusal(
            "no-amount",
            f"The price is {gbp(facts.unit_price)} a unit. Enter more than £0.00, or leave it "
            "empty to use the rate card.",
            "CR ¶11",
            field="unit_price",
        )
    if facts.for_units > facts.card_total and not facts.bespoke.strip():
        return Refusal(
            "above-card",
            f"{count(facts.units, 'unit')} at {gbp(facts.unit_price)} come to "
            f"{gbp(facts.for_units)}, above the rate card, which says {gbp(facts.card_total)}. "
            "Enter a lower price, leave it empty to use the rate card, or say why the service is "
            "bespoke.",
            "CR ¶11",
            field="bespoke",
        )
    return None
