"""What may be approved on a line, and what of it may be used. Pure: nothing raised."""

from dataclasses import dataclass
from decimal import Decimal

from mdps.core.money import gbp
from mdps.core.rules import Refusal
from referrals.models import RequestLine, SupportRequest

State = RequestLine.State


BEFORE_PANEL = (SupportRequest.State.ENDORSED, SupportRequest.State.ON_AGENDA)


@dataclass(frozen=True)
class Approval:
    """An amount about to be approved on a line, whose request is in the state `request_state`."""

    request_state: str
    amount: Decimal
    units: int


def is_before_panel(facts: "Approval | Decline") -> Refusal | None:
    """Only what is endorsed or on an agenda is decided, not what was withdrawn meanwhile."""
    if facts.request_state in BEFORE_PANEL:
        return None
    state = SupportRequest.State(facts.request_state).label.lower()
    return Refusal("not-on-agenda", f"The request is {state}, so the panel cannot decide it.")


def is_something_to_approve(facts: Approval) -> Refusal | None:
    """More than nothing is approved."""
    if facts.amount > 0 and facts.units > 0:
        return None
    return Refusal(
        "nothing-approved",
        "Enter an amount of £0.01 or more and 1 unit or more, or decline the line.",
        field="amount",
    )


APPROVAL = (is_before_panel, is_something_to_approve)


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
    if facts.state in RequestLine.OPEN:
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
