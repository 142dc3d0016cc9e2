"""When an interest in an item may be declared: pure rules of frozen facts."""

from dataclasses import dataclass

from mdps.core.rules import Refusal


@dataclass(frozen=True, kw_only=True)
class DeclareFacts:
    """An interest that somebody declares in an item."""

    request: str
    is_over: bool
    item_state: str  # in words
    was_declared: bool
    words: str


def item_is_not_over(facts: DeclareFacts) -> Refusal | None:
    """An interest is declared before the item is decided."""
    if facts.is_over:
        return Refusal(
            "item-over",
            f"{facts.request} is {facts.item_state.lower()} at this meeting. "
            "Tell the chair, who can reopen the item until the meeting is closed.",
        )
    return None


def is_declared_once(facts: DeclareFacts) -> Refusal | None:
    """One declaration for a request holds for all its meetings."""
    if facts.was_declared:
        return Refusal(
            "declared-before", f"You have declared an interest in {facts.request} already."
        )
    return None


def interest_is_said(facts: DeclareFacts) -> Refusal | None:
    """The declaration says what the interest is."""
    if not facts.words.strip():
        return Refusal(
            "no-interest", "Enter what your interest is, like “I worked on it”.", field="words"
        )
    return None


RULES = (item_is_not_over, is_declared_once, interest_is_said)
