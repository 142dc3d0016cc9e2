"""How a call-off ends: completed, or early; what was not delivered leaves the cap."""

import datetime as dt

from django.db import transaction

from contracts import ledger
from contracts.closing import close_lines
from contracts.giving_back import give_back, leave
from contracts.holding import hold
from contracts.life import life_of
from contracts.life_rules import COMPLETE, TERMINATE
from contracts.models import CallOffContract, Commitment
from contracts.standing import standing_of
from contracts.telling import tell_officer, tell_requester, tell_supplier
from mdps.core import audit, states
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, ask, enforce
from suppliers import volumes

State = CallOffContract.State


def refusals_against_complete(contract: CallOffContract, *, on: dt.date) -> list[Refusal]:
    """Why the call-off cannot be completed on the day `on`."""
    return ask(COMPLETE, life_of(contract, standing_of(contract), on=on))


def refusals_against_terminate(contract: CallOffContract, *, on: dt.date) -> list[Refusal]:
    """Why the call-off cannot be ended early on the day `on`."""
    return ask(TERMINATE, life_of(contract, standing_of(contract), on=on))


@transaction.atomic
def complete(contract: CallOffContract, *, by: User, on: dt.date) -> None:
    """Close a call-off that was delivered, or whose last day is over.

    What is committed and was not delivered is released, and counts as ordered no longer. Locks
    scheme, line and call-off.

    Raises Forbidden, or Refused while there is something to deliver and a day left for it.
    """
    require(by, Permission.CONTRACT_AWARD, on=contract)
    scheme, held = hold(contract)
    standing = standing_of(held)
    enforce(COMPLETE, life_of(held, standing, on=on))
    states.move(held, State.COMPLETED, by=by, state_since=on)
    if standing.remainder:
        ledger.post(scheme, held, Commitment.Kind.RELEASE, -standing.remainder, by=by, on=on)
        leave(held, amount=standing.remainder, by=by, on=on)
        audit.record("contract.released", held, by=by, amount=standing.remainder)
    volumes.take_back(standing.undelivered, source=held.reference, by=by, on=on)
    close_lines(held, by=by, on=on)
    tell_requester(held, "is completed")


@transaction.atomic
def terminate(contract: CallOffContract, *, reasons: str, by: User, on: dt.date) -> None:
    """End a running call-off early: the value delivered stays, the rest is released.

    The rest may be awarded to a replacement until the package's planned end, also after the
    approval has expired. Whether it returns to the headroom is the scheme's own setting. Never
    refused for the cap, the term, the admission or the approval. Locks scheme, line, call-off.

    Raises Forbidden, or Refused unless it runs.
    """
    require(by, Permission.CONTRACT_AWARD, on=contract)
    scheme, held = hold(contract)
    standing = standing_of(held)
    enforce(TERMINATE, life_of(held, standing, on=on))
    states.move(held, State.TERMINATED, by=by, state_since=on)
    rest = standing.remainder
    if rest and scheme.termination_returns_headroom:
        ledger.post(scheme, held, Commitment.Kind.TERMINATION, -rest, by=by, on=on)
        give_back(
            held,
            amount=rest,
            units=standing.undelivered,
            replacement_until=held.ends_on,
            by=by,
            on=on,
        )
    elif rest:
        leave(held, amount=rest, by=by, on=on)
    volumes.take_back(standing.undelivered, source=held.reference, by=by, on=on)
    audit.record("contract.ended_early", held, by=by, rest=rest, reasons=reasons)
    tell_supplier(held, "ends early")
    tell_requester(held, "ends early")
    tell_officer(held, "was ended early")
