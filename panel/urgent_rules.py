"""When a line may be approved urgently, between meetings: pure rules of frozen facts."""

from dataclasses import dataclass

from mdps.core.rules import Refusal
from panel.impartial_rules import RULES as IMPARTIAL
from panel.impartial_rules import PartFacts
from panel.kind_facts import KindFacts
from panel.kind_rules import RULES as KIND_RULES


@dataclass(frozen=True, kw_only=True)
class UrgentFacts(PartFacts, KindFacts):
    """A line that somebody wants to approve before the next meeting."""

    request_state: str  # in words
    is_endorsed: bool
    line_state: str  # in words
    is_open: bool
    in_principle: bool  # a meeting agreed it and the chair has not endorsed it yet
    before_meeting_now: bool  # a meeting that has it on its agenda is in progress
    urgent_reason: str


def request_is_endorsed(facts: UrgentFacts) -> Refusal | None:
    """Also an urgent request was endorsed by a team manager first."""
    if not facts.is_endorsed:
        return Refusal(
            "not-endorsed",
            f"{facts.request} is {facts.request_state.lower()}. It is decided urgently after its "
            "team manager or their deputy has endorsed it, and before the panel decides it.",
        )
    return None


def line_is_open(facts: UrgentFacts) -> Refusal | None:
    """What is approved or declined already stays so."""
    if facts.is_endorsed and not facts.is_open:
        return Refusal(
            "line-closed",
            f"{facts.line} is {facts.line_state.lower()} already, "
            "so there is nothing left to decide for it.",
            field="kind",
        )
    return None


def no_meeting_has_it_now(facts: UrgentFacts) -> Refusal | None:
    """What a meeting in progress has on its agenda is decided there."""
    if facts.before_meeting_now:
        return Refusal(
            "meeting-now",
            f"{facts.request} is on the agenda of the meeting in progress. It is decided there.",
        )
    return None


def does_not_wait_for_the_chair(facts: UrgentFacts) -> Refusal | None:
    """What a meeting agreed in principle needs no urgent decision: the chair endorses it."""
    if facts.in_principle:
        return Refusal(
            "in-principle",
            f"The panel agreed {facts.line} in principle, and the chair has not endorsed it yet. "
            "Ask the chair or a deputy to endorse it: it can be awarded at once then.",
            field="kind",
        )
    return None


def says_why_it_cannot_wait(facts: UrgentFacts) -> Refusal | None:
    """The reason why the next meeting would be too late is recorded."""
    if not facts.urgent_reason.strip():
        return Refusal(
            "no-urgent-reason",
            f"Enter why {facts.line} cannot wait for the next panel meeting.",
            "CR ¶14",
            field="urgent_reason",
        )
    return None


RULES = (
    request_is_endorsed,
    line_is_open,
    no_meeting_has_it_now,
    does_not_wait_for_the_chair,
    *IMPARTIAL,
    *KIND_RULES,
    says_why_it_cannot_wait,
)
