"""Closing the lines of a call-off that is over: nothing more comes of them."""

import datetime as dt

from contracts.models import CallOffContract, Variation
from mdps.core.models import User
from panel import budgets
from referrals import lines
from referrals.models import RequestLine

OVER = (
    CallOffContract.State.COMPLETED,
    CallOffContract.State.TERMINATED,
    CallOffContract.State.UNAWARDED,
)


def close_lines(contract: CallOffContract, *, by: User, on: dt.date) -> None:
    """Close each awarded line on which no call-off rests any more; what its budgets still hold
    goes back. A line with units left to award stays open. Locks the lines in order of their ids.
    """
    increases = contract.variations.filter(kind=Variation.Kind.INCREASE, line__isnull=False)
    ids = {contract.line_id, *increases.values_list("line", flat=True)}
    held = RequestLine.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk")
    for line in held.select_related("request"):
        if line.state == RequestLine.State.AWARDED and not _rests(line):
            lines.close(line, by=by)
            budgets.release(line, source=contract.reference, by=by, on=on)


def _rests(line: RequestLine) -> bool:
    """Whether a call-off that is not over rests on the line."""
    own = CallOffContract.objects.filter(line=line)
    increased = CallOffContract.objects.filter(variations__line=line)
    return any(found.exclude(state__in=OVER).exists() for found in (own, increased))
