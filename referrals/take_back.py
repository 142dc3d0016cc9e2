"""Take a request back to change it: what manager and panel thought of it no longer holds."""

import datetime as dt

from django.db import transaction

from mdps.core import notices, states
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, Refused, ask
from referrals import reopening
from referrals.draft import hold
from referrals.models import RequestLine, SupportRequest
from referrals.people import working_on
from referrals.take_back_rules import RULES, TakingBack


@transaction.atomic
def take_back(request: SupportRequest, *, by: User, on: dt.date) -> None:
    """Make a request that was submitted a draft again; tell whoever has it to work on.

    Its endorsement ends, the panel takes it off a planned agenda and voids the views given
    (referrals.reopening). Locks what the panel holds, then the request. Raises Refused if a line
    is decided, the meeting has begun, or it is not with the manager or the panel.
    """
    require(by, Permission.REQUEST_RAISE, on=request)
    if refusals := refusals_against_taking_back(request):
        raise Refused(refusals)
    concerned = working_on(request, on=on)
    reopening.tell(request, by=by, on=on)
    held = hold(request)
    if refusals := refusals_against_taking_back(held):
        raise Refused(refusals)
    states.move(
        held,
        SupportRequest.State.DRAFT,
        by=by,
        state_since=on,
        endorser=None,
        endorsed_on=None,
    )
    request.refresh_from_db()
    notices.tell(
        concerned,
        f"{request.reference} was taken back to be changed",
        url=request.get_absolute_url(),
    )


def refusals_against_taking_back(request: SupportRequest) -> list[Refusal]:
    """Why `request` cannot be taken back now."""
    decided = request.lines.exclude(state=RequestLine.State.PROPOSED).count()
    refusals = ask(RULES, TakingBack(request.state, decided))
    return refusals or reopening.refusals(request)
