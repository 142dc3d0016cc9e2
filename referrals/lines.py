"""What the panel approves on a line, and what of it is used: written here for the floors above.

Called inside the caller's transaction, by actions that have asked their own permission.
Locks, in this order: the request, then the line. Amounts are GBP ex VAT.
"""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db import transaction

from mdps.core import audit, states
from mdps.core.models import User
from mdps.core.money import ZERO
from mdps.core.rules import enforce
from mdps.core.states import WrongState
from referrals import lines_rules as rules
from referrals.draft import hold
from referrals.models import RequestLine

State = RequestLine.State
AMOUNTS = (
    "approved_amount",
    "approved_units",
    "committed_amount",
    "committed_units",
    "released_amount",
    "released_until",
)


@transaction.atomic
def approve(
    line: RequestLine, *, amount: Decimal, units: int | None = None, until: dt.date, by: User
) -> None:
    """Approve `amount` and `units` (all of them unless said) of a proposed line, to be awarded
    by the day `until`, inclusive.

    Whether more than requested may be approved is for the panel to say. Raises Refused unless its
    request is before the panel and something is approved, WrongState if it was decided before.
    """
    request = hold(line.request)
    units = line.units if units is None else units
    enforce(rules.APPROVAL, rules.Approval(request.state, amount, units))
    _decide(
        line,
        State.APPROVED,
        by=by,
        approved_amount=amount,
        approved_units=units,
        approved_until=until,
    )


@transaction.atomic
def decline(line: RequestLine, *, by: User) -> None:
    """Decline a proposed line. Raises Refused unless its request is before the panel."""
    request = hold(line.request)
    enforce([rules.is_before_panel], rules.Decline(request.state))
    _decide(line, State.DECLINED, by=by)


@transaction.atomic
def give_up(line: RequestLine, *, by: User) -> None:
    """Close a proposed line that is no longer asked for. Raises Refused as decline() does."""
    request = hold(line.request)
    enforce([rules.is_before_panel], rules.Decline(request.state))
    _decide(line, State.CLOSED, by=by)


@transaction.atomic
def reopen(line: RequestLine, *, by: User) -> None:
    """A decided line is proposed again, since the panel corrects its decision.

    Raises WrongState once something of it was awarded, Refused unless its request is before the
    panel.
    """
    request = hold(line.request)
    enforce([rules.is_before_panel], rules.Decline(request.state))
    if line.committed_amount:
        raise WrongState(f"{line.reference} is awarded in part, so its decision stays.")
    states.move(
        line, State.PROPOSED, by=by, approved_amount=ZERO, approved_units=0, approved_until=None
    )


@transaction.atomic
def overturn(line: RequestLine, *, by: User) -> None:
    """Take back what is left of an approval; what is awarded already stays approved, to the penny.

    Nothing more can be awarded. Raises WrongState if the line is not approved or awarded.
    """
    held = _held(line)
    states.move(
        held,
        State.DECLINED,
        by=by,
        approved_amount=held.committed_amount,
        approved_units=held.committed_units,
        approved_until=held.approved_until if held.committed_amount else None,
    )
    _copy(held, line)


@transaction.atomic
def extend(line: RequestLine, *, until: dt.date, by: User) -> None:
    """The approval runs to the day `until`, inclusive. The caller has asked its rules."""
    held = _held(line)
    was = held.approved_until
    held.approved_until = until
    held.save(update_fields=["approved_until"])
    audit.record("requestline.extended", held.request, by=by, line=held, until=until, was_until=was)
    _copy(held, line)


def commit(line: RequestLine, *, amount: Decimal, units: int, by: User) -> None:
    """Use `amount` and `units` of an approved line for an award or a spot purchase.

    The caller holds the line, and read it when it took the lock. It is awarded when no unit or
    nothing of the amount is left, else part awarded. Raises Refused beyond what is approved.
    """
    enforce(rules.USE, rules.Use(line.reference, line.state, line.approved_left, amount, units))
    _write(
        line,
        by=by,
        committed_amount=line.committed_amount + amount,
        committed_units=line.committed_units + units,
        released_amount=max(line.released_amount - amount, ZERO),
    )


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
    also after the approval has expired. A line whose urgent approval was overturned stays so and
    keeps nothing of it. Locks the line's row, or finds it locked by the caller.
    """
    held = _held(line)
    changes: dict[str, object] = {
        "committed_amount": held.committed_amount - amount,
        "committed_units": max(held.committed_units - units, 0),
    }
    if replacement_until:
        changes["released_amount"] = held.released_amount + amount
        changes["released_until"] = max(held.released_until or dt.date.min, replacement_until)
    if held.state == State.DECLINED:
        changes["approved_amount"] = changes["committed_amount"]
        changes["approved_units"] = changes["committed_units"]
    _write(held, by=by, **changes)
    _copy(held, line)


@transaction.atomic
def close(line: RequestLine, *, by: User | None) -> None:
    """Everything bought for the line is over. Raises WrongState unless it is awarded."""
    states.move(line, State.CLOSED, by=by)


def _decide(line: RequestLine, to: State, *, by: User, **changes: object) -> None:
    """Move a proposed line. Other ways lead to these states too, but not by a decision."""
    if line.state != State.PROPOSED:
        raise WrongState(
            f"{line.reference} is {line.get_state_display().lower()}, "
            f"so it cannot become {to.label.lower()}."
        )
    states.move(line, to, by=by, **changes)


def _held(line: RequestLine) -> RequestLine:
    return RequestLine.objects.select_for_update().get(pk=line.pk)


def _copy(held: RequestLine, line: RequestLine) -> None:
    """The caller's line as it now is."""
    for name in ("state", "approved_until", *AMOUNTS):
        setattr(line, name, getattr(held, name))


def _write(held: RequestLine, *, by: User, **changes: Any) -> None:
    """Write what is used of a line, and move it to the state that follows from it."""
    for name, value in changes.items():
        setattr(held, name, value)
    stays = held.state in (State.DECLINED, State.CLOSED) or (
        held.state == State.LAPSED and not held.released_amount
    )
    state = State(held.state) if stays else _state_of(held)
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
