"""The rules of deciding the applications of a round as a batch (CR 3).

Each is a pure function of the facts.
"""

import datetime as dt
from dataclasses import dataclass

from mdps.core.rules import Refusal
from mdps.core.words import count, listed, moment


@dataclass(frozen=True, kw_only=True)
class Batch:
    """What is to be decided at the moment `at`.

    `chosen` are the references of those that are to be decided, `unexplained` of those that would
    be rejected without a word for the supplier, `strangers` how many are not of the round.
    """

    title: str
    closes_at: dt.datetime
    at: dt.datetime
    chosen: tuple[str, ...]
    unexplained: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()
    strangers: int = 0
    is_cancelled: bool = False


def round_is_closed(facts: Batch) -> Refusal | None:
    """A round is decided once it is closed, so that all its applications are in."""
    if facts.is_cancelled:
        return Refusal("cancelled", f"{facts.title} was cancelled, so nothing is decided in it.")
    if facts.at < facts.closes_at:
        return Refusal(
            "round-open",
            f"{facts.title} is open until {moment(facts.closes_at)}. Decide it after that.",
            "CR 3",
        )
    return None


def something_is_decided(facts: Batch) -> Refusal | None:
    """A batch decides at least one application."""
    if not facts.chosen:
        return Refusal("nothing-chosen", "Select what becomes of at least one application.")
    return None


def every_rejection_says_why(facts: Batch) -> Refusal | None:
    """Each supplier who is rejected is told why."""
    if facts.unexplained:
        return Refusal(
            "rejection-without-reason",
            f"Say why {listed(list(facts.unexplained))} "
            f"{'is' if len(facts.unexplained) == 1 else 'are'} rejected. The letter says it.",
            "CR 3",
        )
    return None


def each_is_decided_once(facts: Batch) -> Refusal | None:
    """An application is admitted or rejected, and belongs to the round."""
    if facts.twice:
        return Refusal(
            "twice", f"{listed(list(facts.twice))} cannot be admitted and rejected at once."
        )
    if facts.strangers:
        return Refusal(
            "not-of-the-round",
            f"{count(facts.strangers, 'application')} of another round was chosen. Refresh the "
            "page and choose again.",
        )
    return None


POSSIBLE = (round_is_closed,)
DECIDE = (
    *POSSIBLE,
    something_is_decided,
    every_rejection_says_why,
    each_is_decided_once,
)
