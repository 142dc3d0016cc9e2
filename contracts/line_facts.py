"""Gathering what an award and a spot purchase share, from a line that the caller has read."""

import datetime as dt
from decimal import Decimal
from typing import Any

from contracts.gate import UseOfLine
from contracts.gate.approval import line_is_approved
from mdps.core import clock
from mdps.core.models import User
from mdps.core.money import ZERO
from mdps.core.rules import Refusal, ask
from panel.conditions import count_unmet
from referrals.models import RequestLine


def refusals_against_line(line: RequestLine, *, by: User, on: dt.date) -> list[Refusal]:
    """Why nothing can be awarded or bought for the line any more; empty while it is open.

    For the page that is opened after somebody else was first.
    """
    facts = UseOfLine(**of_line(line, units=line.units_left, value=ZERO, by=by, on=on))
    return ask([line_is_approved], facts)


def of_line(
    line: RequestLine, *, units: int, value: Decimal, by: User, on: dt.date
) -> dict[str, Any]:
    """The fields of contracts.gate.UseOfLine, for `units` worth `value` (GBP ex VAT). One query."""
    return {
        "on": on,
        "today": clock.today(),
        "line": line.reference,
        "line_state": line.get_state_display(),
        "line_is_open": line.state in line.OPEN,
        "approved_left": line.left_on(on) or line.approved_left,
        "approved_until": line.last_day,
        "conditions_to_meet": count_unmet(line),
        "units": units,
        "units_left": line.units_left,
        "value": value,
        "officer_raised_request": line.request.requester_id == by.pk,
    }
