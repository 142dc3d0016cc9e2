"""Withdraw a request: its requester no longer asks for it."""

import datetime as dt

from django.db import transaction

from mdps.core import notices, states
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, Refused, ask
from referrals.draft import hold
from referrals.hearing import freed
from referrals.models import RequestLine, SupportRequest
from referrals.people import working_on
from referrals.withdraw_rules import RULES, Withdrawal


@transaction.atomic
def withdraw(request: SupportRequest, *, by: User, on: dt.date) -> None:
    """Withdraw an open request; tell whoever has it to work on.

    Locks the request, so that the panel decides no line of it meanwhile. Raises Refused if it
    is decided, in whole or in part, or withdrawn already.
    """
    require(by, Permission.REQUEST_RAISE, on=request)
    held = hold(request)
    if refusals := refusals_against_withdrawing(held):
        raise Refused(refusals)
    concerned = working_on(held, on=on)
    states.move(request, SupportRequest.State.WITHDRAWN, by=by, state_since=on)
    for line in held.lines.all():
        freed(line, by=by, on=on)
    notices.tell(concerned, f"{request.reference} was withdrawn", url=request.get_absolute_url())


def refusals_against_withdrawing(request: SupportRequest) -> list[Refusal]:
    """Why `request` cannot be withdrawn now. One query."""
    decided = request.lines.exclude(state=RequestLine.State.PROPOSED).count()
    return ask(RULES, Withdrawal(request.state, decided))
