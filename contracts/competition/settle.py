"""Settling the ranking: it is frozen, the winner is known, and the standstill begins.

Nothing is awarded by it: that is the gate's (contracts.award). It can be taken up again with a
reason while nothing is awarded.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from contracts.competition import letters
from contracts.competition.bids import OpenedQuote, bids_of, ranking
from contracts.competition.locks import lock
from contracts.competition.score import standing_of
from contracts.competition.score_rules import RANK, Ranking
from contracts.competition.scoring import Ranked, tied_first
from contracts.models import Competition
from mdps.core import audit, clock, notices, states
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, ask, enforce

State = Competition.State


@transaction.atomic
def settle(
    competition: Competition,
    *,
    chosen: int | None = None,
    tie_reason: str = "",
    by: User,
    on: dt.date,
) -> list[Ranked]:
    """Settle the ranking; `chosen` is the quote that goes first of those that are equal.

    The standstill begins: its days are counted from tomorrow, its last day is inclusive. With a
    standstill the other suppliers have their letters now, else with the award. Locks the
    competition. Raises Forbidden or Refused.
    """
    require(by, Permission.CONTRACT_AWARD, on=competition.line)
    lock(competition)
    opened = bids_of(competition) if competition.opened_at else []
    ranked = ranking(competition, opened, chosen=chosen)
    enforce(RANK, _facts(competition, opened, ranked, chosen, tie_reason, by=by))
    winner = next(each for each in opened if each.quote.pk == ranked[0].key)
    days = competition.standstill_days
    states.move(
        competition,
        State.SCORED,
        by=by,
        state_since=on,
        ranking=frozen(ranked, opened),
        ranked_at=clock.now(),
        ranked_by=by,
        winner=winner.invitation.supplier,
        tie_reason=tie_reason.strip() if tied_first(ranked) else "",
        standstill_until=on + dt.timedelta(days=days) if days else None,
    )
    audit.record(
        "competition.ranked",
        competition,
        by=by,
        winner=winner.name,
        score=ranked[0].total,
        standstill=competition.standstill_until,
    )
    if days:
        letters.write_regrets(competition, opened, by=by, on=on)
    request = competition.line.request
    notices.tell(
        [request.requester],
        f"The quotes of {competition.reference} for {request.reference} are ranked",
        url=competition.get_absolute_url(),
    )
    return ranked


@transaction.atomic
def take_up_again(competition: Competition, *, because: str, by: User, on: dt.date) -> None:
    """Take the scoring up again: the ranking is void until it is settled anew.

    Locks the competition. Raises Forbidden, or WrongState unless it is ranked and not awarded.
    """
    require(by, Permission.CONTRACT_AWARD, on=competition.line)
    lock(competition)
    states.move(
        competition,
        State.OPENED,
        by=by,
        state_since=on,
        ranking=[],
        ranked_at=None,
        ranked_by=None,
        winner=None,
        tie_reason="",
        standstill_until=None,
        taken_up_because=because.strip(),
    )
    audit.record("competition.taken_up", competition, by=by)


def refusals_against_settling(
    competition: Competition, opened: Sequence[OpenedQuote], *, by: User
) -> list[Refusal]:
    """Why the ranking cannot be settled now, apart from a tie that is still to be broken."""
    return ask(RANK[:-1], _facts(competition, opened, [], None, "", by=by))


def frozen(ranked: Sequence[Ranked], opened: Sequence[OpenedQuote]) -> list[dict[str, Any]]:
    """The ranking as the database keeps it; amounts and scores as text."""
    by_key = {each.quote.pk: each for each in opened}
    return [
        {
            "rank": each.rank,
            "quote": each.key,
            "supplier_id": by_key[each.key].invitation.supplier_id,
            "supplier": each.name,
            "unit_price": str(by_key[each.key].content.unit_price),
            "extras": str(by_key[each.key].content.extras),
            "total": str(each.price),
            "quality": str(each.quality),
            "price_score": str(each.price_score),
            "score": str(each.total),
            "tied": each.tied,
        }
        for each in ranked
    ]


def _facts(
    competition: Competition,
    opened: Sequence[OpenedQuote],
    ranked: Sequence[Ranked],
    chosen: int | None,
    tie_reason: str,
    *,
    by: User,
) -> Ranking:
    running = [each for each in opened if not each.is_rejected]
    tied = tied_first(ranked)
    return Ranking(
        **standing_of(competition, by=by),
        in_the_running=len(running),
        unscored=tuple(each.name for each in running if not each.is_scored),
        undecided=tuple(each.name for each in running if each.waits_for_decision),
        tied=tuple(each.name for each in tied),
        chosen_is_tied=chosen in {each.key for each in tied},
        tie_reason=tie_reason,
    )
