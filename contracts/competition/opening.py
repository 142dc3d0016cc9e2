"""Opening the quotes: once, by one officer, after the deadline. From then on they can be read.

Suppliers whose price is abnormally low are asked to explain it at once.
"""

import datetime as dt

from django.db import transaction

from contracts.competition import seal
from contracts.competition.bids import bids_of
from contracts.competition.locks import lock
from contracts.competition.score_rules import OPEN, Opening
from contracts.models import Competition
from mdps.core import audit, clock, notices, states
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, ask, enforce
from suppliers.queries import people_of


@transaction.atomic
def open_quotes(competition: Competition, *, by: User, on: dt.date) -> int:
    """Open the quotes; how many there were. Locks the competition.

    Raises Forbidden, or Refused up to the deadline, without quotes, or once they are open.
    """
    require(by, Permission.CONTRACT_AWARD, on=competition.line)
    lock(competition)
    facts = _facts(competition, by=by)
    enforce(OPEN, facts)
    states.move(
        competition,
        Competition.State.OPENED,
        by=by,
        state_since=on,
        opened_at=facts.now,
        opened_by=by,
    )
    audit.record("competition.unsealed", competition, by=by, quotes=facts.quotes)
    for bid in bids_of(competition, on=on):
        if bid.low_against is not None:
            audit.record("competition.low", competition, by=by, supplier=bid.name)
            notices.tell(
                people_of(bid.invitation.supplier),
                f"Explain your price in {competition.reference}: it is unusually low",
                url=bid.invitation.get_absolute_url(),
            )
    return facts.quotes


def refusals_against_opening(competition: Competition, *, by: User) -> list[Refusal]:
    """Why the quotes cannot be opened now. Two queries."""
    return ask(OPEN, _facts(competition, by=by))


def _facts(competition: Competition, *, by: User) -> Opening:
    return Opening(
        reference=competition.reference,
        state=competition.get_state_display(),
        is_open=competition.state == Competition.State.OPEN,
        now=clock.now(),
        closes_at=competition.closes_at,
        quotes=seal.standing_quotes(competition).count(),
        officer_raised_request=competition.line.request.requester_id == by.pk,
    )
