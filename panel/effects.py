"""What a released decision does to its line, and how a reopened item takes that back.

One place for both, so that what is done can be undone. Called under the locks of the meeting, the
request and its lines, in the transaction of closing or reopening the item. What a budget holds for
the line was reserved when the decision was entered, and is given back when it is replaced.
"""

import datetime as dt

from mdps.core.models import User
from panel import budgets
from panel.approvals import last_day
from panel.kinds import KINDS, Line
from panel.models import PanelDecision
from panel.reserving import open_purse, reserve
from referrals import lines
from referrals.models import RequestLine

Kind = PanelDecision.Kind


def apply(decision: PanelDecision, line: RequestLine, *, by: User, on: dt.date) -> None:
    """Write into the line what follows from the decision; a deferral leaves it proposed."""
    becomes = KINDS[decision.kind].line
    if becomes == Line.APPROVED:
        lines.approve(line, amount=decision.amount, units=decision.units, until=last_day(on), by=by)
    elif decision.kind == Kind.OVERTURN:
        lines.overturn(line, by=by)
        budgets.release(line, source=line.request.reference, by=by, on=on)
    elif becomes == Line.DECLINED:
        lines.decline(line, by=by)
    elif becomes == Line.CLOSED:
        lines.give_up(line, by=by)


def undo(decision: PanelDecision, line: RequestLine, *, by: User, on: dt.date) -> None:
    """The line is as it was before. Raises WrongState once something of it was awarded."""
    if KINDS[decision.kind].line == Line.STAYS:
        return
    lines.reopen(line, by=by)
    if decision.kind == Kind.OVERTURN and decision.supersedes:
        _approve_again(urgent_behind(decision), line, by=by, on=on)


def urgent_behind(decision: PanelDecision) -> PanelDecision:
    """The urgent decision that a chain of ratifying and overturning began with."""
    while decision.supersedes:
        decision = decision.supersedes
    return decision


def _approve_again(urgent: PanelDecision, line: RequestLine, *, by: User, on: dt.date) -> None:
    """Until the meeting says anew what becomes of it, the urgent approval holds as before.

    The budgets hold again what they gave back a moment ago, whatever is left by now.
    """
    until = last_day(urgent.decided_on)
    lines.approve(line, amount=urgent.amount, units=urgent.units, until=until, by=by)
    purse = open_purse(line.request, by=by, on=on)
    purse.refusals(line, urgent.amount, "")
    reserve(purse, line, source=line.request.reference, by=by, on=on)
