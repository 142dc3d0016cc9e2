"""The officer who awards: with reasons where they are needed, and eyes open."""

from contracts.gate.facts import AwardFacts
from mdps.core.money import gbp
from mdps.core.rules import Refusal
from mdps.core.words import count, day


def delivery_starts_after_award(facts: AwardFacts) -> Refusal | None:
    """Delivery starts on or after the day of the award, or a reason is recorded."""
    if facts.starts_on < facts.on and not facts.reason:
        return Refusal(
            "starts-before-award",
            f"Delivery starts on {day(facts.starts_on)}, before the award on {day(facts.on)}. "
            "Enter the reason, or a later start.",
            "CR ¶9",
            field="reason",
        )
    return None


def dearer_supplier_has_reason(facts: AwardFacts) -> Refusal | None:
    """The supplier is the cheapest of those admitted, or a reason is recorded."""
    cheapest = facts.cheapest_total
    if cheapest is not None and facts.compared > cheapest and not facts.reason:
        return Refusal(
            "not-cheapest",
            f"{facts.supplier} charges {gbp(facts.compared)} for {count(facts.units, 'unit')} and "
            f"the cheapest admitted supplier {gbp(cheapest)}. Enter why this supplier is the right "
            "one.",
            "CR ¶9",
            field="reason",
        )
    return None


def value_is_as_shown(facts: AwardFacts) -> Refusal | None:
    """The value is the one that the officer was shown."""
    if facts.shown_value is not None and facts.shown_value != facts.value:
        return Refusal(
            "value-changed",
            f"You were shown {gbp(facts.shown_value)}, but it now comes to {gbp(facts.value)} "
            "because the rate card changed or more was ordered. Check the new value and award "
            "again.",
            "CR ¶11",
        )
    return None
