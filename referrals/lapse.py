"""Approvals that ended unused, or not wholly used, lapse; their requester is told."""

import datetime as dt

from django.db import transaction
from django.db.models import Q

from mdps.core import notices, states
from referrals.hearing import freed
from referrals.models import RequestLine

State = RequestLine.State


def lapse_expired(*, on: dt.date) -> int:
    """Lapse every open line whose approval ended before the day `on`; say how many.

    The last day of an approval still counts; so does that of what an early end gave back. Each
    line in a transaction of its own, locked; one that is being awarded in this moment is left for
    the next day. Safe to repeat.
    """
    expired = RequestLine.objects.filter(
        Q(released_until=None) | Q(released_until__lt=on),
        state__in=RequestLine.OPEN,
        approved_until__lt=on,
    )
    return sum(_lapse(pk, on) for pk in expired.order_by("id").values_list("pk", flat=True))


@transaction.atomic
def _lapse(pk: int, on: dt.date) -> bool:
    line = (
        RequestLine.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("request__requester")
        .filter(pk=pk, state__in=RequestLine.OPEN)
        .first()
    )
    if line:
        states.move(line, State.LAPSED, by=None)
        freed(line, by=None, on=on)
        request = line.request
        notices.tell(
            [request.requester],
            f"An approval of {request.reference} has lapsed",
            url=request.get_absolute_url(),
        )
    return line is not None
