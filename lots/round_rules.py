"""The rules of planning, changing and cancelling an admission round.

Each is a pure function of the facts. Moments are Europe/London; a round is open from its opening
moment up to and without its closing moment.
"""

import datetime as dt
from dataclasses import dataclass, field

from mdps.core.rules import Refusal
from mdps.core.words import listed, moment


@dataclass(frozen=True, kw_only=True)
class Round:
    """A round as it is meant to be, at the moment `at`.

    `overlapping` is lot -> the round of that lot it overlaps, in words; `was_open_at` and
    `was_closing_at` are those of a round that is being changed.
    """

    lots: tuple[str, ...]
    opens_at: dt.datetime
    closes_at: dt.datetime
    at: dt.datetime
    overlapping: dict[str, str] = field(default_factory=dict)
    lots_changed: bool = False
    was_open_at: dt.datetime | None = None
    was_closing_at: dt.datetime | None = None
    is_cancelled: bool = False

    @property
    def has_begun(self) -> bool:
        """Whether it had opened already when it is changed."""
        return self.was_open_at is not None and self.was_open_at <= self.at


def has_a_lot(facts: Round) -> Refusal | None:
    """A round is of at least one lot."""
    if not facts.lots:
        return Refusal("no-lot", "Select at least one lot.", field="lots")
    return None


def closes_after_it_opens(facts: Round) -> Refusal | None:
    """A round closes later than it opens."""
    if facts.closes_at <= facts.opens_at:
        return Refusal(
            "closes-first",
            f"The round opens on {moment(facts.opens_at)} and closes on "
            f"{moment(facts.closes_at)}. Enter a closing moment after the opening.",
            field="closes_on",
        )
    return None


def opens_later(facts: Round) -> Refusal | None:
    """A round is planned for a moment that has not come."""
    if not facts.has_begun and facts.opens_at < facts.at:
        return Refusal(
            "opens-in-the-past",
            f"{moment(facts.opens_at)} is over. Enter an opening after {moment(facts.at)}.",
            field="opens_on",
        )
    return None


def overlaps_none(facts: Round) -> Refusal | None:
    """Two rounds of one lot do not overlap; one may open when the other closes."""
    if not facts.overlapping:
        return None
    said = [f"{lot} is in {other}" for lot, other in facts.overlapping.items()]
    return Refusal(
        "overlaps",
        f"This round overlaps another one: {listed(said)}. Enter other moments, or leave the "
        "lot out.",
        field="opens_on",
    )


def is_not_over(facts: Round) -> Refusal | None:
    """What is closed or cancelled is not changed."""
    if facts.is_cancelled:
        return Refusal("cancelled", "The round is cancelled. Plan a new one.")
    if facts.was_closing_at is not None and facts.was_closing_at <= facts.at:
        return Refusal(
            "closed",
            f"The round closed on {moment(facts.was_closing_at)}, so it cannot be changed. "
            "Plan a new one.",
        )
    return None


def open_round_only_closes_later(facts: Round) -> Refusal | None:
    """Once a round is open only its closing moment moves, and only later.

    Providers were told when it closes, and plan by it.
    """
    if not facts.has_begun:
        return None
    if facts.lots_changed or facts.opens_at != facts.was_open_at:
        return Refusal(
            "open-already",
            f"The round is open since {moment(facts.was_open_at)}. Only its closing moment can "
            "be moved, to a later one.",
            field="opens_on",
        )
    if facts.was_closing_at and facts.closes_at < facts.was_closing_at:
        return Refusal(
            "closes-earlier",
            f"The round is open, and providers were told that it closes on "
            f"{moment(facts.was_closing_at)}. Enter that moment or a later one.",
            field="closes_on",
        )
    return None


def has_not_begun(facts: Round) -> Refusal | None:
    """A round is cancelled before it opens."""
    if facts.has_begun:
        return Refusal(
            "open-already",
            f"The round is open since {moment(facts.was_open_at)}, so it cannot be cancelled. "
            "Its applications are decided as a batch.",
        )
    return None


PLAN = (has_a_lot, closes_after_it_opens, opens_later, overlaps_none)
CHANGE = (is_not_over, *PLAN, open_round_only_closes_later)
CANCEL = (is_not_over, has_not_begun)
