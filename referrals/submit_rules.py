"""When a request may be submitted. Pure: no database, nothing raised."""

import datetime as dt
from dataclasses import dataclass

from mdps.core import words
from mdps.core.rules import Refusal, ask
from referrals import draft_rules
from referrals.models import CourtDirection, Narrative, SupportRequest


@dataclass(frozen=True)
class Submission:
    """A request about to be submitted on the day `on`, with what belongs to it."""

    request: SupportRequest
    narrative: Narrative
    lines: int
    funded: int  # percent, of all budgets together
    on: dt.date
    court: CourtDirection | None = None
    earlier: int = 0  # requests for the same case and kind of support within 12 months


def says_whether_directed(facts: Submission) -> Refusal | None:
    """It is said whether a court directed the work, and if so what."""
    directed = facts.request.is_court_directed
    if directed is False or (directed and facts.court):
        return None
    return Refusal("no-court", "Say whether a court directed this work", field="court")


def can_still_be_filed(facts: Submission) -> Refusal | None:
    """A court's filing date is today or later."""
    if facts.court is None or facts.court.filing_on >= facts.on:
        return None
    return Refusal(
        "filing-in-past",
        f"The report was to be filed on {words.day(facts.court.filing_on)}. Enter the new date "
        "that the court has set.",
        field="court",
    )


def has_lines(facts: Submission) -> Refusal | None:
    """At least one service is asked for."""
    if facts.lines:
        return None
    return Refusal(
        "no-lines", "Add at least one service before you submit the request", field="lines"
    )


def is_funded(facts: Submission) -> Refusal | None:
    """It is said which budgets pay."""
    if facts.funded == 100:
        return None
    return Refusal("no-funding", "Say which budget pays", field="funding")


def says_why_again(facts: Submission) -> Refusal | None:
    """What was asked for within the last 12 months is asked for again with a reason."""
    if not facts.earlier or facts.narrative.again_reason.strip():
        return None
    return Refusal(
        "no-again-reason",
        f"There {'is' if facts.earlier == 1 else 'are'} "
        f"{words.count(facts.earlier, 'earlier request')} for this case and kind of support. "
        "Say why it is asked for again.",
        field="again_reason",
    )


RULES = (says_whether_directed, can_still_be_filed, has_lines, is_funded, says_why_again)


def refusals(facts: Submission) -> list[Refusal]:
    """Every reason against submitting, in the order of the task list."""
    request = facts.request
    dates = {"needed_by": request.needed_by, "needed_from": request.needed_from}
    written = draft_rules.Writing(request.state, dates, facts.on)
    return [
        *ask([draft_rules.can_be_changed, draft_rules.needed_in_future], written),
        *draft_rules.missing(said(request, facts.narrative)),
        *ask(RULES, facts),
    ]


def said(request: SupportRequest, narrative: Narrative) -> dict[str, object]:
    """Every answer of a request, by name; the foreign keys by id."""
    facts = {name: getattr(request, name) for name in draft_rules.FACTS - BY_ID}
    facts |= {name: getattr(request, f"{name}_id") for name in BY_ID}
    return facts | {name: getattr(narrative, name) for name in draft_rules.WORDS}


BY_ID = frozenset({"category", "preferred_supplier"})
