"""What the panel approved: the line, until when, how many units, how much.

Asked of an award and of a spot purchase alike.
"""

from contracts.gate.facts import OnConditions, UseOfLine
from mdps.core.money import gbp
from mdps.core.rules import Refusal
from mdps.core.words import count, day


def line_is_approved(facts: UseOfLine) -> Refusal | None:
    """The panel has approved the line and it is not fully met."""
    if not facts.line_is_open:
        return Refusal(
            "not-approved",
            f"{facts.line} is {facts.line_state.lower()}. "
            "Only a line that the panel approved and that is not fully met can be used.",
            "CR ¶6",
        )
    return None


def conditions_are_met(facts: OnConditions) -> Refusal | None:
    """What the panel wants met before the award is ticked as met.

    An approval in principle, a deferred line and an urgent approval that was overturned are no
    approval at all.
    """
    if facts.conditions_to_meet:
        return Refusal(
            "conditions-open",
            f"The panel approved {facts.line} on conditions, and "
            f"{count(facts.conditions_to_meet, 'is', 'are')} not met yet. Tick them on the request "
            "once they are met.",
            "CR ¶6",
        )
    return None


def approval_has_not_expired(facts: UseOfLine) -> Refusal | None:
    """The approval has not expired; its last day is allowed."""
    if facts.approved_until and facts.on > facts.approved_until:
        return Refusal(
            "approval-expired",
            f"The approval ended on {day(facts.approved_until)}. "
            "Ask the panel to approve it again.",
            "CR ¶14",
        )
    return None


def units_are_approved(facts: UseOfLine) -> Refusal | None:
    """The units are no more than are left of those requested."""
    if facts.units > facts.units_left:
        return Refusal(
            "over-units",
            f"The {facts.act} is for {count(facts.units, 'unit')} but "
            f"{count(facts.units_left, 'unit is', 'units are')} left. Reduce the units.",
            "CR ¶14",
            field="units",
        )
    return None


def value_is_within_approval(facts: UseOfLine) -> Refusal | None:
    """The value is within what is left of the approved amount; equal is allowed."""
    if facts.line_is_open and facts.value > facts.approved_left:
        return Refusal(
            "over-approval",
            f"The {facts.act} is {gbp(facts.value)} but {gbp(facts.approved_left)} is left of "
            "what the panel approved. Reduce it, or ask the panel for more.",
            "CR ¶6",
            field="amount",
        )
    return None


def counts_for_no_later_day(facts: UseOfLine) -> Refusal | None:
    """It counts for today or an earlier day."""
    if facts.on > facts.today:
        return Refusal(
            "future-day",
            f"The {facts.act} is dated {day(facts.on)}, but today is {day(facts.today)}. "
            "Date it today, or come back when the day has come.",
            "CR 4",
        )
    return None


def officer_did_not_raise_request(facts: UseOfLine) -> Refusal | None:
    """The officer did not raise the request."""
    if facts.officer_raised_request:
        return Refusal(
            "own-request",
            f"You raised this request, so somebody else has to make this {facts.act}.",
            "CR ¶6",
        )
    return None
