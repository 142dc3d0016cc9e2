"""A request that its requester takes back leaves the agenda of a planned meeting."""

import datetime as dt
from collections.abc import Iterator

from mdps.core import clock
from mdps.core.models import User
from mdps.core.rules import Refusal
from mdps.core.words import day
from panel.agenda import remove
from panel.give_view import void_views
from panel.models import AgendaItem, PanelMeeting
from referrals import reopening
from referrals.models import SupportRequest

State = SupportRequest.State


@reopening.asks
def meeting_has_not_begun(request: SupportRequest) -> Iterator[Refusal]:
    """Once the meeting has begun, the request stays as the panel reads it."""
    item = _item_of(request)
    if item and item.meeting.state == PanelMeeting.State.OPEN:
        yield Refusal(
            "meeting-has-begun",
            f"The panel meeting of {day(item.meeting.held_on)} has begun with this request on its "
            "agenda. Ask the panel administrator to have it deferred.",
        )


@reopening.follows
def leave_the_agenda(request: SupportRequest, by: User, on: dt.date) -> None:
    """Take it off; what members thought of it no longer holds. Locks the meeting and request."""
    void_views(request, by=by, at=clock.now())
    if item := _item_of(request):
        remove(item, by=by, on=on)


def _item_of(request: SupportRequest) -> AgendaItem | None:
    """Its place on the agenda of a meeting that is not over."""
    over = (PanelMeeting.State.CLOSED, PanelMeeting.State.CANCELLED)
    if request.state != State.ON_AGENDA:
        return None
    items = request.agenda_items.exclude(meeting__state__in=over)
    return items.select_related("meeting", "request").first()
