"""Return a request to its requester, with the reason."""

import datetime as dt

from django.db import transaction

from mdps.core import notices, states
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, Refused
from referrals.endorse import refusals_against_endorsing
from referrals.models import SupportRequest

NO_REASON = Refusal("no-reason", "Enter what must change before you endorse it", field="reason")


@transaction.atomic
def send_back(request: SupportRequest, *, reason: str, by: User, on: dt.date) -> None:
    """Return a submitted request, to be changed and submitted again; tell its requester.

    The reason is shown on the request only. Raises Refused if it is not submitted, `by` raised
    it or gives no reason, WrongState if somebody was first.
    """
    require(by, Permission.REQUEST_ENDORSE, on=request)
    refusals = refusals_against_endorsing(request, by=by)
    if not reason.strip():
        refusals.append(NO_REASON)
    if refusals:
        raise Refused(refusals)
    states.move(request, SupportRequest.State.RETURNED, by=by, return_reason=reason, state_since=on)
    notices.tell(
        [request.requester],
        f"{request.reference} was returned to you",
        url=request.get_absolute_url(),
    )
