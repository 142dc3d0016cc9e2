"""What the panel approved: the line, until when, how many units, how much."""

from contracts.gate.facts import AwardFacts
from mdps.core.money import gbp
from mdps.core.rules import Refusal
from mdps.core.words import count, day


def line_is_approved(facts: AwardFacts) -> Refusal | None:
    """The panel has approved the line and it is not fully awarded."""
    if not facts.line_is_open:
        return Refusal(
            "not-approved",
            f"{facts.line} is {facts.line_state.lower()}. "
            "Only a line that the panel approved and that is not fully awarded can be awarded.",
            "CR ¶6",
        )
    return None


def approval_has_not_expired(facts: AwardFacts) -> Refusal | None:
    """The approval has not expired; its last day is allowed."""
    if facts.approved_until and facts.on > facts.approved_until:
        return Refusal(
            "approval-expired",
            f"The approval ended on {day(facts.approved_until)}. "
            "Ask the panel to approve it again.",
            "CR ¶14",
        )
    return None


def units_are_approved(facts: AwardFacts) -> Refusal | None:
    """The units are no more than are left of those requested."""
    if facts.units > facts.units_left:
        return Refusal(
            "over-units",
            f"The award is for {count(facts.units, 'unit')} but "
            f"{count(facts.units_left, 'unit is', 'units are')} left. Reduce the units.",
            "CR ¶14",
            field="units",
        )
    return None


def value_is_within_approval(facts: AwardFacts) -> Refusal | None:
    """The value is within what is left of the approved amount; equal is allowed."""
    if facts.line_is_open and facts.value > facts.approved_left:
        return Refusal(
            "over-approval",
            f"The award is {gbp(facts.value)} but {gbp(facts.approved_left)} is left of what "
            "the panel approved. Reduce the units, choose a cheaper supplier, or ask the panel "
            "for more.",
            "CR ¶6",
        )
    return None
