"""Giving back to the lines that approved it what a call-off does not use after all."""

import datetime as dt
from decimal import Decimal

from contracts.models import CallOffContract, Variation
from mdps.core.models import User
from referrals import lines
from referrals.models import RequestLine


def give_back(
    contract: CallOffContract,
    *,
    amount: Decimal,
    units: int,
    replacement_until: dt.date | None = None,
    by: User,
) -> None:
    """Give `amount` (GBP ex VAT) and `units` back, to the line of the latest increase first.

    The caller holds the call-off; the lines are locked here, in the order of their ids.
    """
    increases = contract.variations.filter(kind=Variation.Kind.INCREASE).select_related("line")
    used = [(each.line, each.amount, each.units) for each in increases.order_by("-id") if each.line]
    used.append((contract.line, amount, units))
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
        amount, units = amount - back, units - back_units
