"""When a return can be submitted, sent back and accepted. Pure: nothing is read, nothing raised."""

from dataclasses import dataclass

from mdps.core.rules import Refusal
from mdps.core.words import listed
from reporting.models import MonitoringReturn

State = MonitoringReturn.State


@dataclass(frozen=True, kw_only=True)
class Submitting:
    """A return in `state` with the titles of the parts that are `missing`.

    `by_officer`: the council enters it for the provider, who sent it in `has_paper`.
    """

    reference: str
    state: str
    missing: tuple[str, ...] = ()
    by_officer: bool = False
    has_paper: bool = False


def is_with_the_provider(facts: Submitting) -> Refusal | None:
    """It is submitted while it is with the provider: for the first time, or with its answers."""
    if facts.state in MonitoringReturn.WITH_PROVIDER:
        return None
    label = State(facts.state).label.lower()
    return Refusal("not-open", f"{facts.reference} is {label} already.")


def nothing_is_missing(facts: Submitting) -> Refusal | None:
    """Every part that is asked is complete."""
    if not facts.missing:
        return None
    return Refusal(
        "missing",
        f"Complete {listed(list(facts.missing))} first.",
        "CR ¶25",
    )


def an_officer_has_the_paper(facts: Submitting) -> Refusal | None:
    """What the council enters for a provider rests on the provider's own paper."""
    if not facts.by_officer or facts.has_paper:
        return None
    return Refusal(
        "no-paper",
        "Choose the e-mail or letter from which you entered the return.",
        field="paper",
    )


def is_submitted(facts: Submitting) -> Refusal | None:
    """Sent back or accepted is what was submitted."""
    if facts.state == State.SUBMITTED:
        return None
    label = State(facts.state).label.lower()
    return Refusal(
        "not-submitted",
        f"{facts.reference} is {label}. Only a submitted return is accepted or sent back.",
    )


POSSIBLE = (is_with_the_provider, nothing_is_missing)
SUBMIT = (*POSSIBLE, an_officer_has_the_paper)
READ = (is_submitted,)
