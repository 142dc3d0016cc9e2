"""When a request may be taken back to be changed. Pure: no database, nothing raised."""

from dataclasses import dataclass

from mdps.core import words
from mdps.core.rules import Refusal
from referrals.models import SupportRequest

State = SupportRequest.State
ELSEWHERE = (State.SUBMITTED, State.ENDORSED, State.ON_AGENDA)


@dataclass(frozen=True)
class TakingBack:
    """A request about to be taken back, with how many of its lines the panel has decided."""

    state: str
    decided_lines: int


def is_with_somebody(facts: TakingBack) -> Refusal | None:
    """Only what is with the manager or the panel is taken back."""
    state = State(facts.state)
    if state in ELSEWHERE:
        return None
    return Refusal(
        "not-with-anybody",
        f"This request is {state.label.lower()}, so there is nothing to take back.",
    )


def nothing_decided(facts: TakingBack) -> Refusal | None:
    """Once the panel has decided a line, the request stays as the panel read it."""
    if not facts.decided_lines:
        return None
    return Refusal(
        "line-decided",
        f"The panel has decided {words.count(facts.decided_lines, 'line')} of this request, so "
        "it cannot be changed. Raise another request for what is needed besides.",
    )


RULES = (is_with_somebody, nothing_decided)
