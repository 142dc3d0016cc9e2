"""What a released decision does to its line, and how a reopened item takes that back.

One place for both, so that what is done can be undone. Called under the locks of the meeting, the
request and its lines, in the transaction of closing or reopening the item.
"""

import datetime as dt

from mdps.core.models import User
from panel.decide_rules import approval_ends
from panel.models import PanelDecision
from referrals import lines
from referrals.models import RequestLine

Kind = PanelDecision.Kind
APPROVALS = (Kind.APPROVE, Kind.APPROVE_IN_PART)


def apply(decision: PanelDecision, line: RequestLine, *, by: User, on: dt.date) -> None:
    """Write into the line what follows from the decision; a deferral leaves it proposed."""
    if decision.kind in APPROVALS:
        lines.approve(line, amount=decision.amount, until=approval_ends(on), by=by)
    elif decision.kind == Kind.DECLINE:
        lines.decline(line, by=by)


def undo(decision: PanelDecision, line: RequestLine, *, by: User) -> None:
    """The line is proposed again. Raises WrongState once something of it was awarded."""
    if decision.kind in APPROVALS or decision.kind == Kind.DECLINE:
        lines.reopen(line, by=by)
