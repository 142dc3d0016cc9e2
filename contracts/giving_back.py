"""Giving back to the lines that approved it what a call-off does not use after all."""

import datetime as dt
from decimal import Decimal

from contracts.models import CallOffContract, Variation
from mdps.core.models import User
from panel import budgets
from referrals import lines
from referrals.models import RequestLine


def give_back(
    contract: CallOffContract,
    *,
    amount: Decimal,
    units: int,
    replacement_until: dt.date | None = None,
    by: User,
    on: dt.date,
) -> None:
    """Give `amount` (GBP ex VAT) and `units` back, to the line of the latest increase first.

    The budgets hold it again for the lines, or get it back where a line is over. The caller holds
    the call-off; the lines are locked here, in the order of their ids.
    """
    used = _used(contract, amount, units)
    held = {
        line.pk: line
        for line in RequestLine.objects.select_for_update()
        .filter(pk__in=[line.pk for line, _, _ in used])
        .order_by("pk")
    }
    for line, most, most_units in used:
        back = min(amount, most, held[line.pk].committed_amount)
        back_units = min(units, most_units)
        if back or back_units:
            lines.give_back(
                line, amount=back, units=back_units, replacement_until=replacement_until, by=by
            )
            budgets.uncommit(line, back, source=contract.reference, by=by, on=on)
            if line.state not in line.OPEN:
                budgets.release(line, source=contract.reference, by=by, on=on)
        amount, units = amount - back, units - back_units


def leave(contract: CallOffContract, *, amount: Decimal, by: User, on: dt.date) -> None:
    """Give `amount` (GBP ex VAT) that the call-off will not use back to the budgets only.

    The lines keep what was awarded of them: it is not for another award. Locks nothing.
    """
    for line, most, _ in _used(contract, amount, 0):
        back = min(amount, most)
        budgets.uncommit(line, back, source=contract.reference, by=by, on=on)
        budgets.release(line, source=contract.reference, by=by, on=on)
        amount -= back


def _used(
    contract: CallOffContract, amount: Decimal, units: int
) -> list[tuple[RequestLine, Decimal, int]]:
    """The lines that the call-off rests on, the latest first, with what it may use of each."""
    increases = contract.variations.filter(kind=Variation.Kind.INCREASE).select_related("line")
    used = [(each.line, each.amount, each.units) for each in increases.order_by("-id") if each.line]
    return [*used, (contract.line, amount, units)]
