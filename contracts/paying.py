"""What an invoice spends of the budgets that its call-off's lines are charged to."""

import datetime as dt
from decimal import Decimal

from contracts.models import CallOffContract, Variation
from mdps.core.models import User
from mdps.core.money import ZERO
from panel import budgets


def charge(contract: CallOffContract, net: Decimal, *, source: str, by: User, on: dt.date) -> None:
    """Turn `net` (GBP ex VAT; negative for a credit note) from committed into spent, or back.

    The line that was awarded first, then those of the increases; a credit the other way round.
    The caller holds the call-off.
    """
    increases = contract.variations.filter(kind=Variation.Kind.INCREASE, line__isnull=False)
    lines = [contract.line, *(each.line for each in increases.order_by("id") if each.line)]
    left = abs(net)
    for line in lines if net > ZERO else reversed(lines):
        held = budgets.of_line(line)
        part = min(left, held.committed if net > ZERO else held.spent)
        post = budgets.spend if net > ZERO else budgets.unspend
        post(line, part, source=source, by=by, on=on)
        left -= part
