"""Ending a mini-competition without an award: nobody quoted, all were rejected, or cancelled."""

import datetime as dt

from django.db import transaction

from contracts.competition import letters, seal
from contracts.competition.bids import bids_of
from contracts.competition.locks import lock
from contracts.competition.score_rules import END, Ending
from contracts.models import Competition
from mdps.core import audit, clock, notices, states
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, ask, enforce
from suppliers.queries import people_of

Ended = Competition.Ended


@transaction.atomic
def end(competition: Competition, *, ended_as: str, because: str, by: User, on: dt.date) -> None:
    """End it, with a reason that the invited suppliers read. Locks the competition.

    The line may be met in another way at once. Raises Forbidden or Refused.
    """
    require(by, Permission.CONTRACT_AWARD, on=competition.line)
    lock(competition)
    enforce(END, _facts(competition, ended_as))
    was_opened = competition.opened_at is not None
    states.move(
        competition,
        Competition.State.ENDED,
        by=by,
        state_since=on,
        ended_as=ended_as,
        ended_because=because.strip(),
        winner=None,
        standstill_until=None,
    )
    audit.record("competition.ended", competition, by=by, how=competition.get_ended_as_display())
    if was_opened:
        letters.write_endings(competition, bids_of(competition), by=by, on=on)
    for invitation in competition.invitations.select_related("supplier"):
        notices.tell(
            people_of(invitation.supplier),
            f"{competition.reference} ended without an award",
            url=invitation.get_absolute_url(),
        )
    notices.tell(
        [competition.line.request.requester],
        f"{competition.reference} for {competition.line.request.reference} ended without an award",
        url=competition.get_absolute_url(),
    )


def refusals_against_ending(competition: Competition) -> list[Refusal]:
    """Why it cannot be ended at all."""
    return ask(END, _facts(competition, Ended.CANCELLED))


def likely_end(competition: Competition) -> str:
    """How it would end now: what its form proposes."""
    quotes = seal.standing_quotes(competition).count()
    if competition.invited_at and not quotes and clock.now() > competition.closes_at:
        return Ended.NO_QUOTES
    if quotes and competition.opened_at and not _not_rejected(competition):
        return Ended.ALL_REJECTED
    return Ended.CANCELLED


def _facts(competition: Competition, ended_as: str) -> Ending:
    return Ending(
        reference=competition.reference,
        state=competition.get_state_display(),
        is_running=competition.state in Competition.RUNNING,
        is_opened=competition.opened_at is not None,
        now=clock.now(),
        closes_at=competition.closes_at,
        as_=ended_as,
        quotes=seal.standing_quotes(competition).count(),
        not_rejected=_not_rejected(competition),
    )


def _not_rejected(competition: Competition) -> int:
    if competition.opened_at is None:
        return 0
    return sum(1 for each in bids_of(competition) if not each.is_rejected)
