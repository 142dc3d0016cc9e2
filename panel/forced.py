"""Requests that must come to the next meeting: those with an urgent approval to be ratified.

Whatever plans, cancels or closes a meeting calls `put_all_on`, so that none is ever left out; no
one can take such an item off (panel.agenda_rules).
"""

import datetime as dt

from django.db.models import Q

from mdps.core import audit
from mdps.core.models import User
from panel.agenda import at_the_end
from panel.models import PanelDecision, PanelMeeting
from referrals.models import SupportRequest

FORCED = "To ratify an urgent decision"


def lock_planned(meeting: PanelMeeting | None = None) -> list[PanelMeeting]:
    """Every planned meeting, and `meeting`, held in the order of their ids, so that two acts that
    each need a meeting and the next one never wait for each other."""
    wanted = Q(state=PanelMeeting.State.PLANNED)
    if meeting:
        wanted |= Q(pk=meeting.pk)
    found = PanelMeeting.objects.filter(wanted).order_by("pk").select_for_update(of=("self",))
    return list(found)


def next_planned(on: dt.date) -> PanelMeeting | None:
    """The first meeting that is planned for the day `on` or later; None where none is."""
    planned = PanelMeeting.objects.filter(state=PanelMeeting.State.PLANNED, held_on__gte=on)
    return planned.order_by("held_on", "pk").first()


def put_on(request: SupportRequest, meeting: PanelMeeting | None, *, by: User, on: dt.date) -> bool:
    """Put an endorsed request at the end of `meeting`'s agenda; whether that was done.

    The caller holds the meeting. Without a meeting it waits for the next one to be planned; one
    that is on an agenda already stays there.
    """
    if meeting is None or request.state != SupportRequest.State.ENDORSED:
        return False
    if meeting.items.filter(request=request).exists():
        return False
    at_the_end(meeting, request, late_reason=FORCED, by=by, on=on)
    audit.record("agenda.forced", meeting, by=by, request=request)
    return True


def put_all_on(*, by: User, on: dt.date) -> int:
    """Put every request that must come to the next meeting on its agenda; how many were put on.

    The caller holds the planned meetings (lock_planned).
    """
    meeting = next_planned(on)
    if meeting is None:
        return 0
    waiting = SupportRequest.objects.filter(
        lines__decisions__in=PanelDecision.objects.to_ratify(),
        state=SupportRequest.State.ENDORSED,
    )
    ids = sorted(set(waiting.values_list("pk", flat=True)))
    held = SupportRequest.objects.select_for_update().filter(pk__in=ids).order_by("pk")
    return sum(put_on(request, meeting, by=by, on=on) for request in held)


def must_stay(request: SupportRequest) -> bool:
    """Whether the request has an urgent approval that is to be ratified."""
    return PanelDecision.objects.to_ratify().filter(line__request=request).exists()
