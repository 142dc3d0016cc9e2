"""The rules of opening and scoring quotes, settling their ranking, and ending without an award."""

import datetime as dt
from dataclasses import dataclass

from contracts.competition.scoring import MOST_POINTS
from contracts.models import Competition
from mdps.core.rules import Refusal
from mdps.core.words import count, listed, moment

State, Ended = Competition.State, Competition.Ended
RULE = "Contract rules"


@dataclass(frozen=True, kw_only=True)
class Opening:
    """Quotes about to be opened. `quotes` is how many there are."""

    reference: str
    state: str
    is_open: bool
    now: dt.datetime
    closes_at: dt.datetime
    quotes: int
    officer_raised_request: bool


@dataclass(frozen=True, kw_only=True)
class Evaluating:
    """Somebody scores a quote or decides about it. `interest` is what they declared last: free of
    conflict (True), not (False), or nothing yet (None)."""

    reference: str
    state: str
    is_opened: bool
    interest: bool | None
    officer_raised_request: bool
    points: tuple[int, ...] = ()
    reasons: tuple[str, ...] = ()
    criteria: int = 0
    counts: bool = True  # the quote is the one that counts of its supplier
    is_rejected: bool = False
    is_low: bool = False
    accepts: bool = False
    explanation: str = ""


@dataclass(frozen=True, kw_only=True)
class Ranking:
    """A ranking about to be settled. `unscored` and `undecided` name suppliers: whose quote lacks a
    score, and whose abnormally low quote nobody has decided about. `tied` share the first place."""

    reference: str
    state: str
    is_opened: bool
    interest: bool | None
    officer_raised_request: bool
    in_the_running: int
    unscored: tuple[str, ...]
    undecided: tuple[str, ...]
    tied: tuple[str, ...] = ()
    chosen_is_tied: bool = False
    tie_reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Ending:
    """A competition about to end without an award. `as_` is how."""

    reference: str
    state: str
    is_running: bool
    is_opened: bool
    now: dt.datetime
    closes_at: dt.datetime
    as_: str
    quotes: int
    not_rejected: int


def is_open_for_quotes(facts: Opening) -> Refusal | None:
    """Suppliers are invited, and the quotes are not opened yet."""
    if facts.is_open:
        return None
    return Refusal(
        "not-open", f"{facts.reference} is {facts.state.lower()}: there is nothing to open.", RULE
    )


def deadline_has_passed(facts: Opening) -> Refusal | None:
    """The deadline has passed; at the deadline itself quotes may still come."""
    if facts.now > facts.closes_at:
        return None
    return Refusal(
        "before-deadline",
        f"Quotes can come until {moment(facts.closes_at)}. Open them after that.",
        RULE,
    )


def there_are_quotes(facts: Opening) -> Refusal | None:
    """At least one quote has come; without any the competition is ended."""
    if facts.quotes:
        return None
    return Refusal(
        "no-quotes",
        "No quote came. End the mini-competition, then start another, award directly or record a "
        "spot purchase.",
        RULE,
    )


def opener_did_not_ask_for_it(facts: Opening) -> Refusal | None:
    """Who opens the quotes did not raise the request."""
    if not facts.officer_raised_request:
        return None
    return Refusal(
        "own-request", "You raised this request, so somebody else has to open its quotes.", "CR ¶6"
    )


def quotes_are_opened(facts: Evaluating | Ranking) -> Refusal | None:
    """The quotes are opened, and their ranking is not settled yet."""
    if facts.is_opened:
        return None
    return Refusal(
        "not-opened",
        f"{facts.reference} is {facts.state.lower()}. Quotes are scored between their opening and "
        "the settling of their ranking.",
        RULE,
    )


def evaluator_has_no_conflict(facts: Evaluating | Ranking) -> Refusal | None:
    """Who scores has declared to have no conflict of interest in this competition."""
    if facts.interest is None:
        return Refusal(
            "nothing-declared",
            "Declare first whether you have a conflict of interest in any of these suppliers.",
            "Reg 24",
        )
    if not facts.interest:
        return Refusal(
            "conflict",
            "You declared a conflict of interest, so somebody else has to score these quotes.",
            "Reg 24",
        )
    return None


def evaluator_did_not_ask_for_it(facts: Evaluating | Ranking) -> Refusal | None:
    """Who scores did not raise the request."""
    if not facts.officer_raised_request:
        return None
    return Refusal(
        "own-request", "You raised this request, so somebody else has to score its quotes.", "CR ¶6"
    )


def quote_counts(facts: Evaluating) -> Refusal | None:
    """The quote is the one that counts of its supplier, and is not rejected."""
    if not facts.counts:
        return Refusal("replaced", "This quote was replaced or withdrawn.", RULE)
    if facts.is_rejected:
        return Refusal(
            "rejected", "This quote is rejected. Accept it first, with reasons, to score it.", RULE
        )
    return None


def every_criterion_is_scored(facts: Evaluating) -> Refusal | None:
    """Each criterion has from 0 to 5 points, with reasons."""
    good = [point for point in facts.points if 0 <= point <= MOST_POINTS]
    if len(good) == facts.criteria == sum(1 for each in facts.reasons if each.strip()):
        return None
    return Refusal(
        "not-scored",
        f"Give each of {count(facts.criteria, 'criterion', 'criteria')} from 0 to {MOST_POINTS} "
        "points, with your reasons: the supplier reads them.",
        "Reg 84",
    )


def decision_has_its_grounds(facts: Evaluating) -> Refusal | None:
    """Reasons are recorded; to accept an abnormally low quote, what its supplier explained too."""
    if not any(each.strip() for each in facts.reasons):
        return Refusal("no-reasons", "Enter your reasons.", "Reg 84", field="reasons")
    if facts.accepts and facts.is_low and not facts.explanation.strip():
        return Refusal(
            "no-explanation",
            "The price is abnormally low. Enter how the supplier explained it before you accept "
            "the quote.",
            "Reg 69",
            field="explanation",
        )
    return None


def something_is_in_the_running(facts: Ranking) -> Refusal | None:
    """At least one quote is not rejected."""
    if facts.in_the_running:
        return None
    return Refusal(
        "all-rejected",
        "Every quote is rejected, so there is nothing to rank. End the mini-competition.",
        RULE,
    )


def all_are_scored(facts: Ranking) -> Refusal | None:
    """Every quote that is not rejected is scored on every criterion."""
    if not facts.unscored:
        return None
    return Refusal(
        "unscored", f"Not scored yet: {listed(list(facts.unscored))}. Score every quote.", RULE
    )


def low_quotes_are_decided(facts: Ranking) -> Refusal | None:
    """Whether each abnormally low quote stays in was decided, after its supplier explained it."""
    if not facts.undecided:
        return None
    return Refusal(
        "abnormally-low",
        f"Abnormally low and not decided yet: {listed(list(facts.undecided))}. Record how the "
        "supplier explains its price, and accept or reject the quote.",
        "Reg 69",
    )


def tie_is_broken(facts: Ranking) -> Refusal | None:
    """Of quotes that share the first place one is chosen, with a reason.

    They are equal in their score, their quality and their price.
    """
    if not facts.tied or (facts.chosen_is_tied and facts.tie_reason.strip()):
        return None
    return Refusal(
        "tie",
        f"{listed(list(facts.tied))} are equal in score, quality and price. Choose one of them, "
        "and enter why.",
        RULE,
        field="chosen",
    )


def can_be_ended(facts: Ending) -> Refusal | None:
    """It is not awarded and not ended already."""
    if facts.is_running:
        return None
    return Refusal("over", f"{facts.reference} is {facts.state.lower()}: it is over.", RULE)


def ends_as_it_stands(facts: Ending) -> Refusal | None:
    """It ends for want of quotes only after the deadline without any, and because all are rejected
    only when they are."""
    if facts.as_ == Ended.NO_QUOTES and (facts.quotes or facts.now <= facts.closes_at):
        return Refusal(
            "quotes-may-come",
            f"{count(facts.quotes, 'quote')} came, and quotes can come until "
            f"{moment(facts.closes_at)}. Cancel it instead.",
            RULE,
            field="ended_as",
        )
    if facts.as_ == Ended.ALL_REJECTED and (facts.not_rejected or not facts.is_opened):
        return Refusal(
            "not-all-rejected",
            f"{count(facts.not_rejected, 'quote is', 'quotes are')} not rejected. Reject each "
            "with reasons first, or cancel the mini-competition.",
            RULE,
            field="ended_as",
        )
    return None


OPEN = (is_open_for_quotes, deadline_has_passed, there_are_quotes, opener_did_not_ask_for_it)
SCORE = (
    quotes_are_opened,
    evaluator_has_no_conflict,
    evaluator_did_not_ask_for_it,
    quote_counts,
    every_criterion_is_scored,
)
DECIDE = (
    quotes_are_opened,
    evaluator_has_no_conflict,
    evaluator_did_not_ask_for_it,
    decision_has_its_grounds,
)
RANK = (
    quotes_are_opened,
    evaluator_has_no_conflict,
    evaluator_did_not_ask_for_it,
    something_is_in_the_running,
    all_are_scored,
    low_quotes_are_decided,
    tie_is_broken,
)
END = (can_be_ended, ends_as_it_stands)
