"""Submit a request to the manager of its team."""

import datetime as dt

from django.db import transaction
from django.db.models import Sum

from mdps.core import notices, states
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, Refused
from referrals import submit_rules
from referrals.draft import hold
from referrals.earlier import earlier_than
from referrals.instruct import lay_out_anew
from referrals.invite_expert import invite_expert
from referrals.models import CourtDirection, SupportRequest
from referrals.people import managers_of


@transaction.atomic
def submit(request: SupportRequest, *, by: User, on: dt.date) -> None:
    """Hand a draft or returned request to the team manager, and tell them.

    An expert named by the court who is not on the scheme is invited to join it, and the draft
    letter of instruction is laid out anew.

    Locks the request, so that its lines stay what was checked. Raises Refused with all that
    is missing.
    """
    require(by, Permission.REQUEST_RAISE, on=request)
    held = hold(request)
    if refusals := refusals_against_submitting(held, on=on):
        raise Refused(refusals)
    states.move(request, SupportRequest.State.SUBMITTED, by=by, submitted_on=on, state_since=on)
    invite_expert(held, by=by, on=on)
    lay_out_anew(held, by=by, on=on)
    notices.tell(
        managers_of(request, on=on),
        f"{request.reference} waits for you to endorse it",
        url=request.get_absolute_url(),
    )


def refusals_against_submitting(request: SupportRequest, *, on: dt.date) -> list[Refusal]:
    """Why `request` cannot be submitted on the day `on`. Five queries."""
    return submit_rules.refusals(
        submit_rules.Submission(
            request=request,
            narrative=request.narrative,
            lines=request.lines.count(),
            funded=request.funding.aggregate(sum=Sum("percent"))["sum"] or 0,
            on=on,
            court=CourtDirection.objects.filter(request=request).first(),
            earlier=earlier_than(request, on=on).count(),
        )
    )
