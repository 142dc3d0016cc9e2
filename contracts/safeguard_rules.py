"""The rules of choosing what becomes of a call-off whose supplier is suspended.

Each is a pure function of the facts.
"""

from dataclasses import dataclass

from mdps.core.rules import Refusal


@dataclass(frozen=True, kw_only=True)
class Choosing:
    """`choice` and `chosen` are keys of PackageSafeguard.Choice; `chosen` is the one before."""

    reference: str
    choice: str
    chosen: str
    reason: str
    is_live: bool
    is_reinstated: bool
    owner: str
    owner_may: bool


def is_live(facts: Choosing) -> Refusal | None:
    """Only a call-off under which something is still to be delivered needs a choice."""
    if not facts.is_live:
        return Refusal("not-live", f"{facts.reference} has ended, so there is nothing to choose.")
    return None


def is_not_reinstated(facts: Choosing) -> Refusal | None:
    """Once the supplier is reinstated, its call-offs run on as they did before."""
    if facts.is_reinstated:
        return Refusal(
            "reinstated",
            f"The supplier of {facts.reference} is reinstated, so there is nothing to choose.",
            "CR 3",
        )
    return None


def choice_has_a_reason(facts: Choosing) -> Refusal | None:
    """Each choice has its reason; to continue, the safeguards are the reason."""
    if not facts.reason:
        return Refusal("no-reason", "Enter the reason for the choice.", field="reason")
    return None


def choice_is_new(facts: Choosing) -> Refusal | None:
    """A choice is changed by another one, not made twice."""
    if facts.chosen == facts.choice:
        return Refusal(
            "same-choice", f"That is chosen for {facts.reference} already.", field="choice"
        )
    return None


def owner_can_act(facts: Choosing) -> Refusal | None:
    """The owner is somebody with an open account who awards call-offs."""
    if not facts.owner_may:
        return Refusal(
            "owner",
            f"{facts.owner} cannot act on call-offs. Choose a commissioner with an open account.",
            field="owner",
        )
    return None


OPEN = (is_live, is_not_reinstated)
CHOOSE = (*OPEN, choice_has_a_reason, choice_is_new)
GIVE = (owner_can_act,)
