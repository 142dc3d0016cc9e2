"""When a supplier can be rated. Pure: nothing is read, nothing raised."""

from dataclasses import dataclass

from mdps.core.rules import Refusal
from reporting.models import MonitoringReturn

State = MonitoringReturn.State


@dataclass(frozen=True, kw_only=True)
class Rating:
    """A rating of the supplier whose return is in `state`; `overdue`: it has not come in time."""

    reference: str
    state: str
    overdue: bool
    reasons: str = ""


def the_return_is_read_or_overdue(facts: Rating) -> Refusal | None:
    """A supplier is rated once its return is accepted, or when it has not come in time."""
    if facts.state == State.ACCEPTED or facts.overdue:
        return None
    label = State(facts.state).label.lower()
    return Refusal(
        "not-read",
        f"{facts.reference} is {label}. Accept it first, or wait until it is overdue.",
        "CR ¶25",
    )


def has_reasons(facts: Rating) -> Refusal | None:
    """Each rating has its reasons."""
    if facts.reasons:
        return None
    return Refusal("no-reasons", "Enter the reasons for the rating.", field="reasons")


POSSIBLE = (the_return_is_read_or_overdue,)
RATE = (*POSSIBLE, has_reasons)
