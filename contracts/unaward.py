"""Un-awarding a call-off before it starts: as if it had not been awarded, but on record."""

import datetime as dt

from django.db import transaction

from contracts import ledger
from contracts.giving_back import give_back
from contracts.holding import hold
from contracts.life import life_of
from contracts.life_rules import ACCEPT, UNAWARD
from contracts.models import CallOffContract, Commitment
from contracts.standing import standing_of
from contracts.telling import tell_officer, tell_requester, tell_supplier
from mdps.core import audit, states
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, ask, enforce
from suppliers import volumes


def refusals_against_unaward(contract: CallOffContract, *, on: dt.date) -> list[Refusal]:
    """Why the call-off cannot be un-awarded."""
    return ask(UNAWARD, life_of(contract, standing_of(contract), on=on))


@transaction.atomic
def unaward(contract: CallOffContract, *, reasons: str, by: User, on: dt.date) -> None:
    """Take the award back before delivery: its value leaves the cap, its line may be awarded anew.

    Never refused for the cap, the term, the admission or the approval. Locks scheme, line and
    call-off. Raises Forbidden, or Refused once it runs.
    """
    require(by, Permission.CONTRACT_AWARD, on=contract)
    held = _unaward(contract, reasons=reasons, by=by, on=on)
    tell_supplier(held, "was un-awarded")
    tell_requester(held, "was un-awarded")


@transaction.atomic
def decline(contract: CallOffContract, *, reasons: str, by: User, on: dt.date) -> None:
    """The supplier does not take the call-off: it is un-awarded.

    Raises Forbidden, or Refused if it was answered before.
    """
    require(by, Permission.CALL_OFF_ANSWER, on=contract)
    _, held = hold(contract)
    enforce(ACCEPT, life_of(held, standing_of(held), on=on))
    _unaward(held, reasons=reasons, by=by, on=on)
    tell_officer(held, "was declined by its supplier")
    tell_requester(held, "was declined by its supplier")


def _unaward(contract: CallOffContract, *, reasons: str, by: User, on: dt.date) -> CallOffContract:
    scheme, held = hold(contract)
    standing = standing_of(held)
    enforce(UNAWARD, life_of(held, standing, on=on))
    states.move(held, CallOffContract.State.UNAWARDED, by=by, state_since=on)
    give_back(held, amount=standing.committed, units=standing.ordered, by=by, on=on)
    volumes.take_back(standing.ordered, source=held.reference, by=by, on=on)
    ledger.post(scheme, held, Commitment.Kind.UNAWARD, -standing.committed, by=by, on=on)
    audit.record("contract.taken_back", held, by=by, amount=standing.committed, reasons=reasons)
    return held
