"""What may be approved on a line, and what of it may be used. Pure: nothing raised."""

from dataclasses import dataclass
from decimal import Decimal

from mdps.core.money import gbp
from mdps.core.rules import Refusal
from referrals.models import RequestLine, SupportRequest

State = RequestLine.State


@dataclass(frozen=True)
class Approval:
    """An amount about to be approved on a line, whose request is in the state `request_state`."""

    request_state: str
    requested: Decimal
    amount: Decimal


def is_before_panel(facts: "Approval | Decline") -> Refusal | None:
    """The panel decides what is on its agenda, not what was withdrawn meanwhile."""
    if facts.request_state == SupportRequest.State.ON_AGENDA:
        return None
    state = SupportRequest.State(facts.request_state).label.lower()
    return Refusal("not-on-agenda", f"The request is {state}, so the panel cannot decide it.")


def within_request(facts: Approval) -> Refusal | None:
    """More than nothing and no more than was asked for."""
    if 0 < facts.amount <= facts.requested:
        return None
    return Refusal(
        "not-within-request",
        f"The amount is {gbp(facts.amount)} but {gbp(facts.requested)} was requested. "
        f"Enter an amount from £0.01 to {gbp(facts.requested)}.",
        field="amount",
    )


APPROVAL = (is_before_panel, within_request)


@dataclass(frozen=True)
class Decline:
    """A line about to be declined, whose request is in the state `request_state`."""

    request_state: str


@dataclass(frozen=True)
class Use:
    """An amount about to be awarded or spot purchased of what is left on a line."""

    line: str
    state: str
    left: Decimal
    amount: Decimal
    units: int


def is_approved(facts: Use) -> Refusal | None:
    """Only what the panel approved, and is not used up, may be bought."""
    if facts.state in (State.APPROVED, State.PART_AWARDED):
        return None
    return Refusal(
        "line-not-approved",
        f"{facts.line} is {State(facts.state).label.lower()}, so nothing can be bought for it.",
    )


def is_something(facts: Use) -> Refusal | None:
    """Nothing bought is no purchase."""
    if facts.amount > 0 and facts.units > 0:
        return None
    return Refusal("nothing-bought", "Enter an amount of £0.01 or more and 1 unit or more.")


def within_approval(facts: Use) -> Refusal | None:
    """Never more than what is left of the approved amount."""
    if facts.amount <= facts.left:
        return None
    return Refusal(
        "over-approved",
        f"The amount is {gbp(facts.amount)} but {gbp(facts.left)} of what the panel approved for "
        f"{facts.line} is left. Reduce the units, or ask the panel for more.",
    )


USE = (is_approved, is_something, within_approval)
