"""The mini-competition behind a call-off, for its file of regulation 84: who was invited, who bid,
who was rejected and why, who scored and what they declared. Read after the quotes were opened.
"""

import datetime as dt
from typing import Any

from contracts.competition.bids import OpenedQuote, bids_of
from contracts.models import CallOffContract, Competition, CompetitionInterest
from mdps.core import clock
from reporting.figures.plain import pounds

NOT_THE_FIRST = "Ranked lower"


def figures(contract: CallOffContract) -> dict[str, Any] | None:
    """The competition that the call-off was awarded by; None of a direct award. Seven queries."""
    competition = (
        Competition.objects.filter(contract=contract)
        .select_related("opened_by", "ranked_by", "winner", "service")
        .first()
    )
    if competition is None:
        return None
    opened = bids_of(competition)
    ranked = {each["quote"]: each for each in competition.ranking}
    quoted = {each.invitation.supplier_id for each in opened}
    invited = list(competition.invitations.select_related("supplier").order_by("supplier__name"))
    return {
        "reference": competition.reference,
        "invited_on": _day(competition.invited_at),
        "invited": [each.supplier.name for each in invited],
        "closes_at": _moment(competition.closes_at),
        "shorter_because": competition.shorter_because,
        "quality_weight": competition.quality_weight,
        "price_weight": competition.price_weight,
        "criteria": [
            {"criterion": each["text"], "weight": each["weight"]} for each in competition.criteria
        ],
        "opened_at": _moment(competition.opened_at),
        "opened_by": competition.opened_by.name if competition.opened_by else "",
        "ranked_by": competition.ranked_by.name if competition.ranked_by else "",
        "tie_reason": competition.tie_reason,
        "taken_up_because": competition.taken_up_because,
        "standstill_until": str(competition.standstill_until or "") or None,
        "quotes": sorted(
            (_quote(competition, each, ranked.get(each.quote.pk)) for each in opened),
            key=lambda row: (row["rank"] or len(opened) + 1, row["supplier"]),
        ),
        "no_quote": [each.supplier.name for each in invited if each.supplier_id not in quoted],
        "declarations": _declarations(competition),
    }


def ended_before(contract: CallOffContract) -> list[dict[str, str]]:
    """The competitions for the same line that ended without an award, and why. One query."""
    return [
        {
            "reference": each.reference,
            "how": each.get_ended_as_display(),
            "why": each.ended_because,
        }
        for each in contract.line.competitions.filter(state=Competition.State.ENDED).order_by("id")
    ]


def _quote(
    competition: Competition, opened: OpenedQuote, place: dict[str, Any] | None
) -> dict[str, Any]:
    """One bid. A rejected one has no rank and no scores."""
    won = opened.invitation.supplier_id == competition.winner_id
    decision = opened.decision
    return {
        "rank": place["rank"] if place else None,
        "supplier": opened.name,
        "price": pounds(opened.price),
        "quality": place["quality"] if place else None,
        "price_score": place["price_score"] if place else None,
        "score": place["score"] if place else None,
        "outcome": "Chosen" if won else "Rejected" if opened.is_rejected else NOT_THE_FIRST,
        "abnormally_low": opened.low_against is not None,
        "reasons": decision.reasons if decision else "",
    }


def _declarations(competition: Competition) -> list[dict[str, Any]]:
    """What each person who was to score declared last, by name. One query."""
    latest: dict[str, CompetitionInterest] = {}
    for each in competition.interests.select_related("person").order_by("id"):
        latest[each.person.name] = each
    return [
        {"person": person, "conflict": each.has_conflict, "words": each.words}
        for person, each in sorted(latest.items())
    ]


def _day(at: dt.datetime | None) -> str | None:
    return str(at.astimezone(clock.LONDON).date()) if at else None


def _moment(at: dt.datetime | None) -> str | None:
    return at.astimezone(clock.LONDON).isoformat(timespec="seconds") if at else None
