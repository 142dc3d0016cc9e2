"""Reminders of the panel, once each: papers and views that are due, requests that wait for nobody.

Beat asks once a day; `reminders.first_time` sees to it that each is said once.
"""

import datetime as dt

from django.db import transaction

from mdps.core import clock, notices, reminders, working_days
from mdps.core.models import User
from mdps.core.permissions import Permission
from mdps.core.roles import holders_of
from mdps.core.words import count, day, moment
from panel.models import PanelMeeting
from panel.queries import items_without_view, waiting_for_an_agenda
from referrals.people import panel_administrators

WAITS_DAYS = 5  # working days after which an endorsed request on no agenda is said again
BEFORE_PAPERS = dt.timedelta(days=1)  # calendar days before the cut-off
State = PanelMeeting.State


@transaction.atomic
def remind(*, on: dt.date) -> int:
    """Tell whoever must act by the day `on`; how many reminders were given."""
    return _endorsed_too_long(on) + _papers_due(on) + _views_due(on)


def _endorsed_too_long(on: dt.date) -> int:
    """To the administrators: each request that has waited for an agenda for WAITS_DAYS."""
    people, told = list(panel_administrators()), 0
    for request in waiting_for_an_agenda():
        waited = working_days.between(request.state_since, on)
        since = request.state_since
        if waited >= WAITS_DAYS and reminders.first_time("panel-waiting", request, since):
            said = f"{request.reference} is endorsed and on no agenda since {day(since)}"
            notices.tell(people, said, url=request.get_absolute_url())
            told += 1
    return told


def _papers_due(on: dt.date) -> int:
    """To the administrators: the cut-off of a meeting is near, with how many requests wait."""
    last = clock.start_of(on + BEFORE_PAPERS + dt.timedelta(days=1))
    near = PanelMeeting.objects.filter(
        state=State.PLANNED, papers_due_at__gte=clock.start_of(on), papers_due_at__lt=last
    )
    people, told = list(panel_administrators()), 0
    for meeting in near:
        due = meeting.papers_due_at.astimezone(clock.LONDON)
        if reminders.first_time("panel-papers", meeting, due.date()):
            wait = count(waiting_for_an_agenda().count(), "request waits", "requests wait")
            said = f"Papers for the panel meeting of {day(meeting.held_on)} are due by"
            url = meeting.get_absolute_url()
            notices.tell(people, f"{said} {moment(due)}; {wait}", url=url)
            told += 1
    return told


def _views_due(on: dt.date) -> int:
    """To each member, on the working day before a meeting: how many views they still owe."""
    told = 0
    for meeting in PanelMeeting.objects.filter(state=State.PLANNED, held_on__gt=on):
        if working_days.between(on, meeting.held_on) > 1:
            continue
        if not reminders.first_time("panel-views", meeting, meeting.held_on):
            continue
        for member in User.objects.holding(*holders_of(Permission.PANEL_DECIDE)):
            left = items_without_view(meeting, member).count()
            if left:
                items = count(left, "item")
                said = (
                    f"Your views on {items} of the panel meeting of {day(meeting.held_on)} are due"
                )
                notices.tell([member], said, url=meeting.get_absolute_url())
                told += 1
    return told
