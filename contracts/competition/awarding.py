"""What a competition means for an award of its line: facts for the gate, and what follows.

The award itself is contracts.award's: it locks the scheme, the line, then the competition.
"""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db.models import BigIntegerField

from contracts.competition import letters
from contracts.competition.bids import bids_of
from contracts.competition.locks import lock
from contracts.gate.facts import Competed
from contracts.models import CallOffContract, Competition, Route
from contracts.terms import Terms
from mdps.core import notices, states
from mdps.core.compiled import Compiled
from mdps.core.models import User
from mdps.core.money import ZERO
from referrals.models import RequestLine
from suppliers.queries import people_of

State = Competition.State


def running_for(line: RequestLine) -> Competition | None:
    """The competition that runs for the line. One query where there is none, as for most, else
    two."""
    for (found,) in RUNNING.rows(line=line.pk):
        return Competition.objects.select_related("winner", "lot", "service").get(pk=found)
    return None


def lock_running(line: RequestLine) -> Competition | None:
    """The same, locked; after the line. What it names is read anew, once it is held."""
    competition = running_for(line)
    if competition:
        lock(competition)
    return competition


RUNNING = Compiled(
    lambda line: Competition.objects.filter(line=line, state__in=Competition.RUNNING).values_list(
        "id"
    ),
    line=BigIntegerField(),
)


def terms_of(competition: Competition) -> Terms | None:
    """What would be awarded to its winner, as it was quoted; None before it is ranked."""
    if competition.winner is None:
        return None
    first = competition.ranking[0]
    return Terms(
        line=competition.line,
        supplier=competition.winner,
        units=competition.units,
        unit_price=Decimal(first["unit_price"]),
        extras=Decimal(first["extras"]),
        starts_on=competition.starts_on,
        ends_on=competition.ends_on,
        route=Route.COMPETITION,
        reason=_reason(competition),
    )


def competed(competition: Competition | None) -> Competed | None:
    """The facts that the gate asks about it; None where none runs for the line."""
    if competition is None:
        return None
    first = competition.ranking[0] if competition.ranking else None
    return Competed(
        reference=competition.reference,
        state=competition.get_state_display(),
        is_ranked=competition.state == State.SCORED,
        winner=competition.winner.name if competition.winner else "",
        units=competition.units,
        unit_price=Decimal(first["unit_price"]) if first else ZERO,
        extras=Decimal(first["extras"]) if first else ZERO,
        standstill_until=competition.standstill_until,
    )


def cheapest_of(competition: Competition) -> Decimal | None:
    """What the cheapest quote of the ranking comes to."""
    return min((Decimal(each["total"]) for each in competition.ranking), default=None)


def comparison_of(competition: Competition) -> list[dict[str, Any]]:
    """The ranking as the contract keeps it, without the ids."""
    return [
        {name: value for name, value in each.items() if name not in ("quote", "supplier_id")}
        for each in competition.ranking
    ]


def awarded(competition: Competition, contract: CallOffContract, *, by: User, on: dt.date) -> None:
    """The award was made: close the competition, write the letters, tell all who quoted."""
    states.move(competition, State.AWARDED, by=by, state_since=on, contract=contract)
    opened = bids_of(competition)
    if not competition.standstill_days:
        letters.write_regrets(competition, opened, by=by, on=on)
    for each in opened:
        supplier = each.invitation.supplier
        if supplier.pk == competition.winner_id:
            letters.write_award(competition, contract, each, by=by, on=on)
            continue
        notices.tell(
            people_of(supplier),
            f"{competition.reference} is decided: your letter is there",
            url=each.invitation.get_absolute_url(),
        )


def _reason(competition: Competition) -> str:
    """Why this supplier, for the record of the contract."""
    first = competition.ranking[0]
    words = (
        f"Ranked first in {competition.reference} with {first['score']} of 100: quality "
        f"{first['quality']}, price {first['price_score']}."
    )
    return f"{words} {competition.tie_reason}".strip()
