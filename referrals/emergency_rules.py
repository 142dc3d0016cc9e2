"""The rules of opening a request in an emergency, and of reviewing it afterwards."""

from dataclasses import dataclass

from mdps.core.rules import Refusal

SHORTEST = 20  # characters


@dataclass(frozen=True, kw_only=True)
class Opening:
    """`reference` is empty where there is no such request."""

    reference: str
    can_read_anyway: bool
    has_interest: bool
    reason: str


@dataclass(frozen=True, kw_only=True)
class Review:
    """A review about to be written."""

    is_own: bool
    was_reviewed: bool
    words: str


def request_is_there(facts: Opening) -> Refusal | None:
    """It names a request."""
    if facts.reference:
        return None
    return Refusal(
        "no-such-request",
        "There is no request with this reference. Check it, like SR-000123.",
        field="reference",
    )


def is_not_theirs_anyway(facts: Opening) -> Refusal | None:
    """Who can read a request needs no emergency for it."""
    if facts.can_read_anyway:
        return Refusal(
            "can-read-anyway",
            f"You can read {facts.reference} already. Find it in your list of requests.",
            field="reference",
        )
    return None


def has_no_interest(facts: Opening) -> Refusal | None:
    """A declared interest bars also in an emergency."""
    if facts.has_interest:
        return Refusal(
            "has-interest",
            f"You declared an interest in {facts.reference}. Ask somebody else to open it.",
            field="reference",
        )
    return None


def reason_says_something(facts: Opening) -> Refusal | None:
    """The reason is typed, in a sentence."""
    typed = len(facts.reason.strip())
    if typed >= SHORTEST:
        return None
    return Refusal(
        "reason-too-short",
        f"The reason has {typed} characters. Say in {SHORTEST} or more what has happened and why "
        "it cannot wait.",
        field="reason",
    )


def is_somebody_elses(facts: Review) -> Refusal | None:
    """Nobody reviews what they opened themselves."""
    if facts.is_own:
        return Refusal("own-emergency", "You opened it yourself. Somebody else reviews it.")
    return None


def is_not_reviewed(facts: Review) -> Refusal | None:
    """It is reviewed once."""
    if facts.was_reviewed:
        return Refusal("reviewed-already", "It was reviewed already.")
    return None


def review_says_why(facts: Review) -> Refusal | None:
    """The finding has reasons."""
    if facts.words.strip():
        return None
    return Refusal("review-without-words", "Enter what you found", field="words")


OPENING = (request_is_there, is_not_theirs_anyway, has_no_interest, reason_says_something)
REVIEW = (is_somebody_elses, is_not_reviewed, review_says_why)
