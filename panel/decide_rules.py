"""What the panel may decide: pure rules of frozen facts.

ITEM_RULES are about the item and the person, LINE_RULES about the line and what is decided for it;
what each kind of decision asks for is in panel.kind_rules. The desk asks the first to show its form
or why there is none; panel.decide asks all of them under its lock. Amounts are GBP ex VAT.
"""

from dataclasses import dataclass

from mdps.core.rules import Refusal
from panel.impartial_rules import RULES as IMPARTIAL
from panel.impartial_rules import PartFacts
from panel.kind_facts import KindFacts
from panel.kind_rules import RULES as KIND_RULES
from panel.kinds import KINDS, WITHOUT_CHAIR, WITHOUT_QUORUM


@dataclass(frozen=True, kw_only=True)
class ItemFacts(PartFacts):
    """An item of a meeting, as it is when somebody wants to decide it."""

    meeting: str
    meeting_state: str  # in words
    in_progress: bool
    request_state: str  # in words
    on_agenda: bool
    item_state: str  # in words
    may_be_decided: bool  # it is open, or whoever leads the meeting decides it next


@dataclass(frozen=True, kw_only=True)
class LineFacts(KindFacts):
    """A line of the item and what is to be decided for it."""

    request: str
    is_of_item: bool
    line_state: str  # in words
    is_open: bool
    decided_here: str  # what this meeting decided before, in words
    to_ratify: bool = False  # it was approved urgently
    approved_by_decider: bool = False  # urgently, by whoever decides now
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


def item_is_open(facts: ItemFacts) -> Refusal | None:
    """The meeting is at one item at a time; whoever leads it opens the next."""
    if facts.in_progress and facts.on_agenda and not facts.may_be_decided:
        return Refusal(
            "item-not-open",
            f"{facts.request} is “{facts.item_state.lower()}”. Decisions are entered while it is "
            "being discussed, after whoever leads the meeting has opened it.",
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
    if facts.missing_quorum and facts.kind in KINDS and facts.kind not in WITHOUT_QUORUM:
        return Refusal(
            "no-quorum",
            f"There is no quorum for this item: {facts.missing_quorum}. "
            "Mark who is present, or defer it.",
            field="kind",
        )
    return None


def somebody_chairs(facts: LineFacts) -> Refusal | None:
    """Without the chair or a deputy nothing is decided but in principle."""
    if not facts.is_chaired and facts.kind in KINDS and facts.kind not in WITHOUT_CHAIR:
        return Refusal(
            "no-chair",
            "Neither the chair nor a deputy chairs this meeting. Agree it in principle, for the "
            "chair to endorse, defer it, or have one of them take the chair.",
            field="kind",
        )
    return None


def urgent_is_settled(facts: LineFacts) -> Refusal | None:
    """What was approved urgently is ratified or overturned; nothing else is."""
    if facts.kind not in KINDS or facts.to_ratify == KINDS[facts.kind].of_urgent:
        return None
    if facts.to_ratify:
        return Refusal(
            "to-ratify",
            f"{facts.line} was approved urgently. Ratify or overturn that.",
            field="kind",
        )
    return Refusal(
        "not-urgent",
        f"{facts.line} was not approved urgently, so there is nothing to ratify or overturn.",
        field="kind",
    )


def somebody_else_approved_it(facts: LineFacts) -> Refusal | None:
    """Two people: nobody ratifies or overturns what they approved urgently."""
    if facts.to_ratify and facts.approved_by_decider:
        return Refusal(
            "own-approval",
            f"You approved {facts.line} urgently, so another member of the panel ratifies or "
            "overturns that.",
            field="kind",
        )
    return None


ITEM_RULES = (
    meeting_is_in_progress,
    request_is_on_agenda,
    item_is_open,
    *IMPARTIAL,
)
LINE_RULES = (
    line_is_of_the_item,
    line_is_undecided_here,
    line_is_open,
    quorum_is_present,
    somebody_chairs,
    urgent_is_settled,
    somebody_else_approved_it,
    *KIND_RULES,
)
