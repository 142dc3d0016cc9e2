"""What the panel may decide: pure rules of frozen facts.

ITEM_RULES are about the item and the person, LINE_RULES about the line and what is decided for it.
The desk asks the first to show its form or why there is none; panel.decide asks all of them under
its lock. Amounts are GBP ex VAT.
"""

import calendar
import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from mdps.core.money import ZERO, gbp
from mdps.core.rules import Refusal
from panel.models import PanelDecision

Kind = PanelDecision.Kind

APPROVAL_MONTHS = 3
WITHOUT_QUORUM = (Kind.DEFER,)
WITHOUT_CHAIR = (Kind.DEFER,)


@dataclass(frozen=True, kw_only=True)
class ItemFacts:
    """An item of a meeting, as it is when somebody wants to decide it."""

    meeting: str
    meeting_state: str  # in words
    in_progress: bool
    request: str
    request_state: str  # in words
    on_agenda: bool
    raised_by_decider: bool
    endorsed_by_decider: bool
    item_state: str  # in words
    may_be_decided: bool  # it is open, or whoever leads the meeting decides it next
    is_barred: bool


@dataclass(frozen=True, kw_only=True)
class LineFacts:
    """A line of the item and what is to be decided for it."""

    line: str  # its service
    request: str
    is_of_item: bool
    line_state: str  # in words
    is_open: bool
    decided_here: str  # what this meeting decided before, in words
    requested: Decimal
    kind: str
    amount: Decimal | None
    reasons: str
    missing_quorum: str = ""  # what is there and what is missing, in words
    is_chaired: bool = True


def meeting_is_in_progress(facts: ItemFacts) -> Refusal | None:
    """Decisions are made in a meeting that the chair has opened and not yet closed."""
    if not facts.in_progress:
        return Refusal(
            "meeting-not-open",
            f"{facts.meeting} is {facts.meeting_state.lower()}. Items are decided while it is in "
            "progress, after the chair has opened it.",
        )
    return None


def request_is_on_agenda(facts: ItemFacts) -> Refusal | None:
    """A request that was withdrawn, or went back after a deferral, waits for no decision here."""
    if not facts.on_agenda:
        return Refusal(
            "not-on-agenda",
            f"{facts.request} is {facts.request_state.lower()}, "
            "so it is not waiting for a decision at this meeting.",
        )
    return None


def somebody_else_asked(facts: ItemFacts) -> Refusal | None:
    """Nobody decides a request that they raised or endorsed."""
    if facts.raised_by_decider or facts.endorsed_by_decider:
        part = "raised" if facts.raised_by_decider else "endorsed"
        return Refusal(
            "own-request",
            f"You {part} {facts.request}, so another member of the panel decides it.",
        )
    return None


def item_is_open(facts: ItemFacts) -> Refusal | None:
    """The meeting is at one item at a time; whoever leads it opens the next."""
    if facts.in_progress and facts.on_agenda and not facts.may_be_decided:
        return Refusal(
            "item-not-open",
            f"{facts.request} is “{facts.item_state.lower()}”. Decisions are entered while it is "
            "being discussed, after whoever leads the meeting has opened it.",
        )
    return None


def decider_has_no_interest(facts: ItemFacts) -> Refusal | None:
    """Whoever declared an interest takes no part."""
    if facts.is_barred:
        return Refusal(
            "barred", f"You declared an interest in {facts.request}, so you take no part in it."
        )
    return None


def line_is_of_the_item(facts: LineFacts) -> Refusal | None:
    """Only lines of the request on the agenda are decided."""
    if not facts.is_of_item:
        return Refusal(
            "other-request", f"This line for {facts.line} is not one of {facts.request}."
        )
    return None


def line_is_undecided_here(facts: LineFacts) -> Refusal | None:
    """A meeting decides a line once."""
    if facts.decided_here:
        return Refusal(
            "already-decided",
            f"This meeting already decided on {facts.line}: {facts.decided_here}. "
            "Whoever leads the meeting can reopen the item to correct it.",
            field="kind",
        )
    return None


def line_is_open(facts: LineFacts) -> Refusal | None:
    """What an earlier meeting approved or declined stays so."""
    if not facts.is_open and not facts.decided_here:
        return Refusal(
            "line-closed",
            f"{facts.line} is {facts.line_state.lower()} already, "
            "so there is nothing left to decide for it.",
            field="kind",
        )
    return None


def quorum_is_present(facts: LineFacts) -> Refusal | None:
    """Without a quorum for the item nothing is decided of it but to defer it."""
    if facts.missing_quorum and facts.kind in Kind and facts.kind not in WITHOUT_QUORUM:
        return Refusal(
            "no-quorum",
            f"There is no quorum for this item: {facts.missing_quorum}. "
            "Mark who is present, or defer it.",
            field="kind",
        )
    return None


def somebody_chairs(facts: LineFacts) -> Refusal | None:
    """Without the chair or a deputy nothing is decided but in principle."""
    if not facts.is_chaired and facts.kind in Kind and facts.kind not in WITHOUT_CHAIR:
        return Refusal(
            "no-chair",
            "Neither the chair nor a deputy chairs this meeting. Defer it, or have one of them "
            "take the chair.",
            field="kind",
        )
    return None


def kind_is_known(facts: LineFacts) -> Refusal | None:
    """Approve, approve in part, defer or decline."""
    if facts.kind not in Kind:
        return Refusal(
            "no-decision",
            f"Choose what to decide for {facts.line}: approve, approve in part, defer or decline.",
            field="kind",
        )
    return None


def approval_has_something_to_approve(facts: LineFacts) -> Refusal | None:
    """A line that asks for £0.00 is not approved in full."""
    if facts.kind == Kind.APPROVE and facts.requested <= ZERO:
        return Refusal(
            "nothing-requested",
            f"{gbp(facts.requested)} is requested for {facts.line}, so nothing can be approved. "
            "Defer it and ask for the amount.",
            field="kind",
        )
    return None


def part_is_less_than_requested(facts: LineFacts) -> Refusal | None:
    """A part is more than £0.00 and less than what was requested, to the penny."""
    if facts.kind != Kind.APPROVE_IN_PART:
        return None
    requested = gbp(facts.requested)
    if facts.amount is None:
        message = f"Enter the amount to approve for {facts.line}, less than {requested}."
    elif facts.amount <= ZERO:
        message = (
            f"{gbp(facts.amount)} of {requested} would approve nothing. "
            "Enter an amount of more than £0.00, or decline it."
        )
    elif facts.amount == facts.requested:
        message = f"{gbp(facts.amount)} is everything that was requested. Approve it in full."
    elif facts.amount > facts.requested:
        message = (
            f"{gbp(facts.amount)} is more than the {requested} requested. "
            f"Enter an amount below {requested}, or approve it in full."
        )
    else:
        return None
    return Refusal("part-amount", message, field="amount")


def only_a_part_has_an_amount(facts: LineFacts) -> Refusal | None:
    """An amount beside another decision is a slip, and is asked about rather than dropped."""
    if facts.amount is None or facts.kind == Kind.APPROVE_IN_PART or facts.kind not in Kind:
        return None
    if facts.kind == Kind.APPROVE and facts.amount == facts.requested:
        return None
    return Refusal(
        "amount-not-meant",
        f"{gbp(facts.amount)} was entered, but the decision is "
        f"“{Kind(facts.kind).label.lower()}”. Choose approve in part, or clear the amount.",
        field="amount",
    )


def reasons_are_given(facts: LineFacts) -> Refusal | None:
    """Each decision says why (CR ¶14: consistency and scrutiny)."""
    if not facts.reasons.strip():
        return Refusal(
            "no-reasons",
            f"Enter the reasons for the decision on {facts.line}.",
            "CR ¶14",
            field="reasons",
        )
    return None


ITEM_RULES = (
    meeting_is_in_progress,
    request_is_on_agenda,
    item_is_open,
    somebody_else_asked,
    decider_has_no_interest,
)
LINE_RULES = (
    line_is_of_the_item,
    line_is_undecided_here,
    line_is_open,
    kind_is_known,
    quorum_is_present,
    somebody_chairs,
    approval_has_something_to_approve,
    part_is_less_than_requested,
    only_a_part_has_an_amount,
    reasons_are_given,
)


def approval_ends(on: dt.date) -> dt.date:
    """The last day, inclusive, of an approval given on the day `on`: the same day three months on.

    Where that month is shorter, its last day: 30 November gives 28 (or 29) February.
    """
    months = on.year * 12 + on.month - 1 + APPROVAL_MONTHS
    year, month = months // 12, months % 12 + 1
    return dt.date(year, month, min(on.day, calendar.monthrange(year, month)[1]))
