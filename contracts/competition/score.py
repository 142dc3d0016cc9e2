"""Scoring quotes: who scores declares first; points with reasons; what becomes of a low quote.

All of it is append-only, and the latest counts. Each locks the competition.
"""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from contracts.competition.bids import OpenedQuote, bids_of
from contracts.competition.locks import lock
from contracts.competition.score_rules import DECIDE, SCORE, Evaluating
from contracts.models import (
    Competition,
    CompetitionInterest,
    Quote,
    QuoteDecision,
    QuoteScore,
)
from mdps.core import audit, clock
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, ask, enforce


@transaction.atomic
def declare(
    competition: Competition, *, has_conflict: bool, words: str = "", by: User
) -> CompetitionInterest:
    """Declare no conflict of interest in the suppliers of a competition, or which one.

    Raises Forbidden.
    """
    require(by, Permission.CONTRACT_AWARD, on=competition.line)
    declared = CompetitionInterest.objects.create(
        competition=competition,
        person=by,
        has_conflict=has_conflict,
        words=words.strip(),
        declared_at=clock.now(),
    )
    audit.record(
        "competition.declared", competition, by=by, conflict="yes" if has_conflict else "none"
    )
    return declared


@transaction.atomic
def score(quote: Quote, *, points: Sequence[int], reasons: Sequence[str], by: User) -> None:
    """Give a quote its points, 0 to 5 on each criterion in their order, with reasons.

    Raises Forbidden or Refused.
    """
    competition = quote.invitation.competition
    require(by, Permission.CONTRACT_AWARD, on=competition.line)
    lock(competition)
    enforce(SCORE, evaluating(quote, points=points, reasons=reasons, by=by))
    now = clock.now()
    QuoteScore.objects.bulk_create(
        QuoteScore(
            quote=quote,
            criterion=number,
            points=point,
            reasons=why.strip(),
            evaluator=by,
            scored_at=now,
        )
        for number, (point, why) in enumerate(zip(points, reasons, strict=True), start=1)
    )
    audit.record("competition.quote_scored", competition, by=by, quote=quote)


@transaction.atomic
def decide_quote(
    quote: Quote, *, accept: bool, explanation: str = "", reasons: str, by: User
) -> QuoteDecision:
    """Accept or reject a quote, with reasons; of a low one with how its supplier explained it.

    Raises Forbidden or Refused.
    """
    competition = quote.invitation.competition
    require(by, Permission.CONTRACT_AWARD, on=competition.line)
    lock(competition)
    facts = evaluating(quote, reasons=[reasons], accepts=accept, explanation=explanation, by=by)
    enforce(DECIDE, facts)
    decision = QuoteDecision.objects.create(
        quote=quote,
        is_accepted=accept,
        explanation=explanation.strip(),
        reasons=reasons.strip(),
        decided_by=by,
        decided_at=clock.now(),
    )
    audit.record(
        "competition.quote_decided",
        competition,
        by=by,
        quote=quote,
        decision="accepted" if accept else "rejected",
    )
    return decision


def refusals_against_scoring(competition: Competition, *, by: User) -> list[Refusal]:
    """Why `by` cannot score its quotes now. One query."""
    return ask(SCORE[:3], Evaluating(**standing_of(competition, by=by)))


def opened_quote(quote: Quote) -> OpenedQuote | None:
    """The quote with what it says; None where it does not count any more."""
    opened = bids_of(quote.invitation.competition)
    return next((each for each in opened if each.quote.pk == quote.pk), None)


def evaluating(
    quote: Quote,
    *,
    points: Sequence[int] = (),
    reasons: Sequence[str] = (),
    accepts: bool = False,
    explanation: str = "",
    by: User,
) -> Evaluating:
    """What the rules of scoring and deciding ask."""
    competition = quote.invitation.competition
    is_opened = competition.state == Competition.State.OPENED
    opened = opened_quote(quote) if is_opened else None
    return Evaluating(
        **standing_of(competition, by=by),
        points=tuple(points),
        reasons=tuple(reasons),
        criteria=len(competition.criteria),
        counts=opened is not None,
        is_rejected=bool(opened and opened.is_rejected),
        is_low=bool(opened and opened.low_against is not None),
        accepts=accepts,
        explanation=explanation,
    )


def standing_of(competition: Competition, *, by: User) -> dict:
    """The fields of Evaluating and Ranking about the competition and the person. One query."""
    declared = competition.interests.filter(person=by).order_by("-id").first()
    return {
        "reference": competition.reference,
        "state": competition.get_state_display(),
        "is_opened": competition.state == Competition.State.OPENED,
        "interest": None if declared is None else not declared.has_conflict,
        "officer_raised_request": competition.line.request.requester_id == by.pk,
    }


def scored_on(competition: Competition) -> dt.date | None:
    """The day on which the ranking was settled."""
    at = competition.ranked_at
    return at.astimezone(clock.LONDON).date() if at else None
