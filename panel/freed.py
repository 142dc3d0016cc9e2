"""What a lapsed line or a withdrawn request still held of a budget goes back to it at once."""

import datetime as dt

from mdps.core.models import User
from panel import budgets
from referrals.hearing import on_freed
from referrals.models import RequestLine


@on_freed
def give_back(line: RequestLine, by: User | None, on: dt.date) -> None:
    """Release what is reserved for the line; without a reservation nothing is posted."""
    budgets.release(line, source=line.request.reference, by=by, on=on)
