"""What the panel approves on a line, and what of it is used: written here for the floors above.

Called inside the caller's transaction, by actions that have asked their own permission.
Locks, in this order: the request, then the line. Amounts are GBP ex VAT.
"""

import datetime as dt
from decimal import Decimal

from django.db import transaction

from mdps.core import states
from mdps.core.models import User
from mdps.core.rules import enforce
from referrals import lines_rules as rules
from referrals.draft import hold
from referrals.models import RequestLine

State = RequestLine.State


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
def commit(line: RequestLine, *, amount: Decimal, units: int, by: User) -> None:
    """Use `amount` and `units` of an approved line for an award or a spot purchase.

    Locks the line's row, or finds it locked by the caller. The line is awarded when no unit or
    nothing of the amount is left, else part awarded. Raises Refused beyond what is approved.
    """
    held = RequestLine.objects.select_for_update().get(pk=line.pk)
    enforce(rules.USE, rules.Use(held.reference, held.state, held.approved_left, amount, units))
    held.committed_amount += amount
    held.committed_units += units
    used_up = not held.units_left or not held.approved_left
    states.move(
        held,
        State.AWARDED if used_up else State.PART_AWARDED,
        by=by,
        committed_amount=held.committed_amount,
        committed_units=held.committed_units,
    )
    for name in ("state", "committed_amount", "committed_units"):
        setattr(line, name, getattr(held, name))
