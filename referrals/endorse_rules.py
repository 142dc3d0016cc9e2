"""Who may endorse or return a request, and when. Pure: no database, nothing raised."""

from dataclasses import dataclass

from mdps.core.rules import Refusal
from referrals.models import SupportRequest


@dataclass(frozen=True)
class Endorsement:
    """A request and the manager (by id) who is about to endorse or return it."""

    state: str
    requester: int
    manager: int


def has_been_submitted(facts: Endorsement) -> Refusal | None:
    """Only what is with the team manager is endorsed or returned."""
    if facts.state == SupportRequest.State.SUBMITTED:
        return None
    state = SupportRequest.State(facts.state).label.lower()
    return Refusal("not-submitted", f"This request is {state}, so it does not wait for a manager.")


def raised_by_somebody_else(facts: Endorsement) -> Refusal | None:
    """Two people: nobody endorses or returns what they raised."""
    if facts.requester != facts.manager:
        return None
    return Refusal(
        "own-request",
        "You raised this request, so another manager of the team must endorse or return it.",
    )


RULES = (has_been_submitted, raised_by_somebody_else)
