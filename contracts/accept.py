"""The supplier's answer to an award: accepted, and running from its first day."""

import datetime as dt

from django.db import transaction

from contracts.holding import hold
from contracts.life import life_of
from contracts.life_rules import ACCEPT
from contracts.models import CallOffContract
from contracts.standing import standing_of
from contracts.telling import tell_officer, tell_requester
from mdps.core import states
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import enforce

State = CallOffContract.State


@transaction.atomic
def accept(contract: CallOffContract, *, by: User, on: dt.date) -> None:
    """Accept the call-off; it runs at once where its first day has come.

    By the supplier's people, or by an officer from the supplier's letter. Locks it.

    Raises Forbidden, or Refused if it was answered before.
    """
    require(by, Permission.CALL_OFF_ANSWER, on=contract)
    _, held = hold(contract)
    enforce(ACCEPT, life_of(held, standing_of(held), on=on))
    states.move(held, State.ACCEPTED, by=by, state_since=on)
    tell_officer(held, "was accepted")
    tell_requester(held, "was accepted by its supplier")
    if held.starts_on <= on:
        states.move(held, State.ACTIVE, by=None, state_since=on)


def start_due(*, on: dt.date) -> int:
    """Let every accepted call-off run whose first day is `on` or before; return how many.

    Each in a transaction of its own; one that is being changed is left for the next time.
    """
    due = CallOffContract.objects.filter(state=State.ACCEPTED, starts_on__lte=on)
    return sum(_start(pk, on) for pk in due.order_by("id").values_list("pk", flat=True))


@transaction.atomic
def _start(pk: int, on: dt.date) -> bool:
    held = (
        CallOffContract.objects.select_for_update(of=("self",), skip_locked=True)
        .filter(pk=pk, state=State.ACCEPTED, starts_on__lte=on)
        .first()
    )
    if held:
        states.move(held, State.ACTIVE, by=None, state_since=on)
    return held is not None
