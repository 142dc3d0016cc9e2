"""When a package can be rated by its social worker. Pure: nothing is read, nothing raised."""

from dataclasses import dataclass

from contracts.models import CallOffContract
from mdps.core.rules import Refusal

State = CallOffContract.State
OVER = (State.COMPLETED, State.TERMINATED)


@dataclass(frozen=True, kw_only=True)
class RatingPackage:
    """A package whose call-off is in `state`; `rated_by`: who rated it before, or nobody."""

    reference: str
    state: str
    rated_by: str = ""


def has_ended(facts: RatingPackage) -> Refusal | None:
    """A package is rated when it has ended."""
    if facts.state in OVER:
        return None
    label = State(facts.state).label.lower()
    return Refusal("not-ended", f"{facts.reference} is {label}. Rate it when it has ended.")


def is_not_rated(facts: RatingPackage) -> Refusal | None:
    """A package is rated once."""
    if not facts.rated_by:
        return None
    return Refusal("rated", f"{facts.reference} was rated by {facts.rated_by} already.")


RULES = (has_ended, is_not_rated)
