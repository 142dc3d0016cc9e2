"""When a request may be withdrawn. Pure: no database, nothing raised."""

from dataclasses import dataclass

from mdps.core import words
from mdps.core.rules import Refusal
from referrals.models import SupportRequest


@dataclass(frozen=True)
class Withdrawal:
    """A request about to be withdrawn, with how many of its lines the panel has decided."""

    state: str
    decided_lines: int


def is_open(facts: Withdrawal) -> Refusal | None:
    """What is decided or withdrawn stays so."""
    state = SupportRequest.State(facts.state)
    if SupportRequest.State.WITHDRAWN in SupportRequest.TRANSITIONS[state]:
        return None
    return Refusal("not-open", f"This request is {state.label.lower()}, so it stays as it is.")


def nothing_decided(facts: Withdrawal) -> Refusal | None:
    """Once the panel has decided a line, the request is no longer the requester's alone."""
    if not facts.decided_lines:
        return None
    return Refusal(
        "line-decided",
        f"The panel has decided {words.count(facts.decided_lines, 'line')} of this request. "
        "Ask the panel administrator what can still be changed.",
    )


RULES = (is_open, nothing_decided)
