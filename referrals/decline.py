"""Decline a request: the manager of its team does not send it on, and says why."""

import datetime as dt

from django.db import transaction

from mdps.core import notices, states
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, Refused
from referrals.endorse import refusals_against_endorsing
from referrals.models import SupportRequest

NO_REASON = Refusal("no-reason", "Enter why you decline this request", field="reason")


@transaction.atomic
def decline(request: SupportRequest, *, reason: str, by: User, on: dt.date) -> None:
    """Decline a submitted request for good; tell its requester. The reason is never mailed.

    Raises Refused if it is not submitted, `by` raised it or gives no reason, WrongState if
    somebody was first.
    """
    require(by, Permission.REQUEST_ENDORSE, on=request)
    refusals = refusals_against_endorsing(request, by=by)
    if not reason.strip():
        refusals.append(NO_REASON)
    if refusals:
        raise Refused(refusals)
    states.move(
        request,
        SupportRequest.State.DECLINED,
        by=by,
        decline_reason=reason.strip(),
        state_since=on,
    )
    notices.tell(
        [request.requester],
        f"{request.reference} was declined by your manager",
        url=request.get_absolute_url(),
    )
