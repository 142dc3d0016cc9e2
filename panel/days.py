"""On which day the panel meets about a request, for the pages of the floor below."""

import datetime as dt
from collections.abc import Collection, Mapping

from panel.models import AgendaItem
from referrals import panel_days
from referrals.models import SupportRequest

TO_COME = (AgendaItem.State.WAITING, AgendaItem.State.OPEN)


@panel_days.known
def meeting_days(requests: Collection[int]) -> Mapping[int, dt.date]:
    """The day of the meeting that has each of `requests` still to decide. One query."""
    items = AgendaItem.objects.filter(
        request__in=requests,
        request__state=SupportRequest.State.ON_AGENDA,
        state__in=TO_COME,
    )
    return dict(items.values_list("request", "meeting__held_on"))
