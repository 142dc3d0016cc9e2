"""Endorse a request: the manager of its team sends it on to the panel."""

import datetime as dt
from itertools import chain

from django.db import transaction

from mdps.core import notices, states
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, Refused, ask
from referrals.endorse_rules import RULES, Endorsement
from referrals.models import SupportRequest
from referrals.people import panel_administrators


@transaction.atomic
def endorse(request: SupportRequest, *, by: User, on: dt.date) -> None:
    """Endorse a submitted request; tell its requester and the panel administrators.

    Raises Refused if it is not submitted or `by` raised it, WrongState if somebody was first.
    """
    require(by, Permission.REQUEST_ENDORSE, on=request)
    if refusals := refusals_against_endorsing(request, by=by):
        raise Refused(refusals)
    states.move(
        request,
        SupportRequest.State.ENDORSED,
        by=by,
        endorser=by,
        endorsed_on=on,
        state_since=on,
        return_reason="",
    )
    notices.tell(
        chain([request.requester], panel_administrators()),
        f"{request.reference} was endorsed",
        url=request.get_absolute_url(),
    )


def refusals_against_endorsing(request: SupportRequest, *, by: User) -> list[Refusal]:
    """Why `by` cannot endorse `request` now, nor return it."""
    return ask(RULES, Endorsement(request.state, request.requester_id, by.pk))
