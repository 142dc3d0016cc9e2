"""Mini-competitions: what is awarded by one is what was quoted and ranked first in it."""

from contracts.gate.facts import AwardFacts
from mdps.core.money import gbp
from mdps.core.rules import Refusal
from mdps.core.words import count, day

RULE = "Contract rules"


def competition_is_won(facts: AwardFacts) -> Refusal | None:
    """A mini-competition of the line is ranked, and this supplier won it at this price.

    With the units and the extras that it quoted. Directly nothing is awarded while a
    mini-competition runs for the line.
    """
    found = facts.competed
    if facts.is_direct:
        if found is None:
            return None
        return Refusal(
            "competition-runs",
            f"{found.reference} runs for {facts.line} and is {found.state.lower()}. Award it to "
            "its winner, or end it first.",
            RULE,
        )
    if found is None:
        return Refusal(
            "no-competition",
            f"No mini-competition runs for {facts.line}. Run one, or choose another route.",
            RULE,
        )
    if not found.is_ranked:
        return Refusal(
            "not-ranked",
            f"{found.reference} is {found.state.lower()}. Award it once its quotes are ranked.",
            RULE,
        )
    if found.winner != facts.supplier:
        return Refusal(
            "not-winner",
            f"{found.winner} won {found.reference}, not {facts.supplier}. Award it to the winner, "
            "or take the scoring up again.",
            RULE,
        )
    quoted = (found.units, found.unit_price, found.extras)
    if quoted != (facts.units, facts.unit_price, facts.extras):
        return Refusal(
            "not-as-quoted",
            f"The quote was {count(found.units, 'unit')} at {gbp(found.unit_price)} with "
            f"{gbp(found.extras)} of extras, and this is {count(facts.units, 'unit')} at "
            f"{gbp(facts.unit_price)} with {gbp(facts.extras)}. Award what was quoted.",
            RULE,
        )
    return None


def standstill_is_over(facts: AwardFacts) -> Refusal | None:
    """The standstill of the mini-competition is over; the day after its last day is allowed."""
    found = facts.competed
    if found is None or found.standstill_until is None or facts.on > found.standstill_until:
        return None
    return Refusal(
        "standstill",
        f"The standstill of {found.reference} lasts until the end of "
        f"{day(found.standstill_until)}. Award it after that.",
        RULE,
    )
