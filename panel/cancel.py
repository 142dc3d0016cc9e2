"""Cancelling a planned meeting: what is on its agenda waits for another one."""

import datetime as dt

from django.db import transaction

from mdps.core import audit, notices, states
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import enforce
from mdps.core.words import day
from panel import forced
from panel.change import cancel_facts
from panel.change_rules import CANCEL_RULES
from panel.models import PanelMeeting
from referrals import agenda
from referrals.models import SupportRequest


@transaction.atomic
def cancel(meeting: PanelMeeting, *, by: User, on: dt.date) -> int:
    """Cancel the planned meeting; its requests are endorsed again. How many wait now.

    Locks the planned meetings, then its requests in the order of their ids. What has an urgent
    decision to be ratified goes on the next one's agenda. The agenda ends empty, the
    audit trail keeps what was on it. The requesters and the chair are told. Raises Forbidden, or
    Refused once the meeting has begun or if it is cancelled already.
    """
    require(by, Permission.MEETING_MANAGE, on=meeting)
    forced.lock_planned(meeting)
    meeting.refresh_from_db()
    enforce(CANCEL_RULES, cancel_facts(meeting))
    waiting = [each for each in _requests(meeting) if each.state == each.State.ON_AGENDA]
    meeting.items.all().delete()
    said = f"The panel meeting of {day(meeting.held_on)} is cancelled"
    for request in waiting:
        agenda.take_off(request, by=by, on=on)
        audit.record("agenda.taken_off", meeting, by=by, request=request)
        told = f"{said}. {request.reference} waits for another one"
        notices.tell([request.requester], told, url=request.get_absolute_url())
    states.move(meeting, PanelMeeting.State.CANCELLED, by=by)
    forced.put_all_on(by=by, on=on)
    if meeting.chair != by:
        notices.tell([meeting.chair], said, url=meeting.get_absolute_url())
    return len(waiting)


def _requests(meeting: PanelMeeting) -> list[SupportRequest]:
    """What is on the agenda, held and as it is now; a request may have been withdrawn."""
    on_it = meeting.items.values("request")
    held = SupportRequest.objects.filter(pk__in=on_it).order_by("pk").select_for_update()
    return list(held)
