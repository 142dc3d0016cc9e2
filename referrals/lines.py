"""What the panel approves on a line, and what of it is used: written here for the floors above.

Called inside the caller's transaction, by actions that have asked their own permission.
Locks, in this order: the request, then the line. Amounts are GBP ex VAT.
"""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db import transaction

from mdps.core import states
from mdps.core.models import User
from mdps.core.money import ZERO
from mdps.core.rules import enforce
from referrals import lines_rules as rules
from referrals.draft import hold
from referrals.models import RequestLine

State = RequestLine.State
USED = ("state", "committed_amount", "committed_units", "released_amount", "released_until")


@transaction.atomic
def approve(line: RequestLine, *, amount: Decimal, until: dt.date, by: User) -> None:
    """Approve `amount` of a proposed line, to be awarded by the day `until`, inclusive.

    Raises Refused unless its request is on the agenda and the amount is within the requested
    one, WrongState if the line was decided before.
    """
    request = hold(line.request)
    enforce(rules.APPROVAL, rules.Approval(request.state, line.requested_amount, amount))
    states.move(line, State.APPROVED, by=by, approved_amount=amount, approved_until=until)


@transaction.atomic
def decline(line: RequestLine, *, by: User) -> None:
    """Decline a proposed line. Raises Refused unless its request is on the agenda."""
    request = hold(line.request)
    enforce([rules.is_before_panel], rules.Decline(request.state))
    states.move(line, State.DECLINED, by=by)


@transaction.atomic
def reopen(line: RequestLine, *, by: User) -> None:
    """An approved or declined line is proposed again, since the panel corrects its decision.

    Raises WrongState once something of it was awarded, Refused unless its request is on the agenda.
    """
    request = hold(line.request)
    enforce([rules.is_before_panel], rules.Decline(request.state))
    states.move(line, State.PROPOSED, by=by, approved_amount=ZERO, approved_until=None)


@transaction.atomic
def commit(line: RequestLine, *, amount: Decimal, units: int, by: User) -> None:
    """Use `amount` and `units` of an approved line for an award or a spot purchase.

    Locks the line's row, or finds it locked by the caller. The line is awarded when no unit or
    nothing of the amount is left, else part awarded. Raises Refused beyond what is approved.
    """
    held = RequestLine.objects.select_for_update().get(pk=line.pk)
    enforce(rules.USE, rules.Use(held.reference, held.state, held.approved_left, amount, units))
    _write(
        held,
        by=by,
        committed_amount=held.committed_amount + amount,
        committed_units=held.committed_units + units,
        released_amount=max(held.released_amount - amount, ZERO),
    )
    for name in USED:
        setattr(line, name, getattr(held, name))


@transaction.atomic
def give_back(
    line: RequestLine,
    *,
    amount: Decimal,
    units: int,
    replacement_until: dt.date | None = None,
    by: User,
) -> None:
    """Give back `amount` and `units` of what was awarded of the line; it can be awarded again.

    With `replacement_until` the amount may be awarded to a replacement up to that day, inclusive,
    also after the approval has expired. Locks the line's row, or finds it locked by the caller.
    """
    held = RequestLine.objects.select_for_update().get(pk=line.pk)
    changes: dict[str, object] = {
        "committed_amount": held.committed_amount - amount,
        "committed_units": max(held.committed_units - units, 0),
    }
    if replacement_until:
        changes["released_amount"] = held.released_amount + amount
        changes["released_until"] = max(held.released_until or dt.date.min, replacement_until)
    _write(held, by=by, **changes)
    for name in USED:
        setattr(line, name, getattr(held, name))


def _write(held: RequestLine, *, by: User, **changes: Any) -> None:
    """Write what is used of a line, and move it to the state that follows from it."""
    for name, value in changes.items():
        setattr(held, name, value)
    stays_lapsed = held.state == State.LAPSED and not held.released_amount
    state = State.LAPSED if stays_lapsed else _state_of(held)
    if state == held.state and state != State.PART_AWARDED:
        RequestLine.objects.filter(pk=held.pk).update(**changes)
    else:
        states.move(held, state, by=by, **changes)


def _state_of(line: RequestLine) -> RequestLine.State:
    """Awarded when no unit or nothing of the amount is left; approved when nothing is used."""
    if not line.committed_amount and not line.committed_units:
        return State.APPROVED
    used_up = not line.units_left or not line.approved_left
    return State.AWARDED if used_up else State.PART_AWARDED
