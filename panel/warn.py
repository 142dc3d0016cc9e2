"""Warnings before an approval ends: to its requester and the commissioners, once each."""

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet

from mdps.core import notices, reminders
from mdps.core.models import User
from mdps.core.roles import RoleKey
from mdps.core.words import count, day
from panel.approvals import terms_on
from referrals.models import RequestLine


def warn_of_ends(*, on: dt.date) -> int:
    """Warn of every approval that ends within the days of the terms; how many warnings.

    Safe to repeat. Where a run was missed, the nearest warning is given and the earlier ones are
    not made up for. An approval that was extended is warned of anew before its new end.
    """
    days = sorted(terms_on(on).warn_days)
    if not days:
        return 0
    return sum(_warn(line, days, on) for line in _ending(on, days[-1]))


def _ending(on: dt.date, days: int) -> QuerySet[RequestLine]:
    return (
        RequestLine.objects.filter(
            state__in=RequestLine.OPEN, approved_until__range=(on, on + dt.timedelta(days=days))
        )
        .select_related("request__requester")
        .order_by("approved_until", "id")
    )


@transaction.atomic
def _warn(line: RequestLine, days: list[int], on: dt.date) -> bool:
    until = line.approved_until
    if until is None:
        return False
    left = (until - on).days
    nearest = min(each for each in days if each >= left)
    if not reminders.first_time(f"approval-ends-{nearest}", line, until):
        return False
    request = line.request
    when = "today" if not left else f"in {count(left, 'day')}, on {day(until)}"
    notices.tell(
        [request.requester, *User.objects.holding(RoleKey.COMMISSIONER)],
        f"An approval of {request.reference} ends {when}",
        url=request.get_absolute_url(),
    )
    return True
