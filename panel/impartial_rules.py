"""Nobody decides what they asked for or have an interest in: pure rules of frozen facts.

Whatever is decided about a request asks them: an item of a meeting, an urgent approval, an
endorsement, an extension, a review of its package.
"""

from dataclasses import dataclass

from mdps.core.rules import Refusal


@dataclass(frozen=True, kw_only=True)
class PartFacts:
    """What somebody who wants to decide had to do with the request before."""

    request: str
    raised_by_decider: bool
    endorsed_by_decider: bool
    is_barred: bool


def somebody_else_asked(facts: PartFacts) -> Refusal | None:
    """Nobody decides a request that they raised or endorsed."""
    if facts.raised_by_decider or facts.endorsed_by_decider:
        part = "raised" if facts.raised_by_decider else "endorsed"
        return Refusal(
            "own-request", f"You {part} {facts.request}, so somebody else decides about it."
        )
    return None


def decider_has_no_interest(facts: PartFacts) -> Refusal | None:
    """Whoever declared an interest takes no part, at a meeting or between two."""
    if facts.is_barred:
        return Refusal(
            "barred", f"You declared an interest in {facts.request}, so you take no part in it."
        )
    return None


RULES = (somebody_else_asked, decider_has_no_interest)
