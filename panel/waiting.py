"""What of the panel waits for whom: items to read or decide, meetings, agendas to build."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Window
from django.urls import reverse
from django.utils.text import capfirst

from mdps.core import audit, clock, worklist
from mdps.core.models import AuditEvent, User
from mdps.core.permissions import Permission, can
from mdps.core.viewing import VIEWED
from mdps.core.words import count, day, moment
from mdps.core.worklist import Task, Waiting
from panel import meetings
from panel.chairing import may_chair
from panel.models import AgendaItem, MemberView, PanelMeeting
from panel.queries import (
    items_without_view,
    meetings_to_come,
    undecided,
    waiting_for_an_agenda,
)
from panel.quorum import quorum_of_meeting
from referrals.models import SupportRequest

State, ItemState = PanelMeeting.State, AgendaItem.State
SOON = dt.timedelta(days=3)


@worklist.source()
def meetings_to_chair(user: User) -> Iterator[Waiting]:
    """Meetings that can be opened today, and those that can be closed."""
    if not may_chair(user):
        return
    left = Count("items", filter=Q(items__state__in=[ItemState.WAITING, ItemState.OPEN]))
    found = _today_or_open().annotate(number=Count("items"), left=left).select_related("chair")

    def tasks(meeting: Any) -> Iterator[Task]:
        if meeting.state == State.OPEN:
            if not meeting.left:
                why = "Every item is decided"
                yield _of_meeting(meeting, "Close", why=why, since=meeting.held_on)
        elif not meetings.refusals_against_opening(meeting, by=user, on=clock.today()):
            why = f"{count(meeting.number, 'item')} on its agenda"
            yield _of_meeting(meeting, "Open", why=why, since=meeting.held_on)

    yield Waiting(found, tasks)


@worklist.source(Permission.MEETING_MANAGE)
def meetings_not_held(user: User) -> Iterator[Waiting]:
    """Planned meetings whose day has passed, to those who arrange them."""
    passed = PanelMeeting.objects.filter(state=State.PLANNED, held_on__lt=clock.today())

    def tasks(meeting: Any) -> Iterator[Task]:
        why = f"It was not held and has {count(meeting.left, 'item')}: move or cancel it"
        yield _of_meeting(meeting, "Move or cancel", why=why, since=meeting.held_on)

    yield Waiting(passed.annotate(left=Count("items")).order_by("held_on"), tasks)


@worklist.source(Permission.PANEL_DECIDE)
def items_to_decide(user: User) -> Iterator[Waiting]:
    """The first undecided item of a meeting in progress, but not one's own, and how many."""
    items = undecided(AgendaItem.objects.filter(meeting__state=State.OPEN))

    def tasks(first: Any) -> Iterator[Task]:
        why = f"{count(first.left, 'item')} to decide; the meeting is in progress"
        yield _task(first, why=why, group="To decide now")

    yield Waiting(_of_others(items, user).annotate(left=Window(Count("pk")))[:1], tasks)


@worklist.source(Permission.PANEL_DECIDE)
def items_to_read(user: User) -> Iterator[Waiting]:
    """Items of the next meeting that one has not opened yet, but not one's own."""
    items = AgendaItem.objects.filter(meeting=_next(), meeting__state=State.PLANNED)

    def tasks(item: AgendaItem) -> Iterator[Task]:
        why = f"On the agenda of the panel meeting of {day(item.meeting.held_on)}"
        yield _task(item, why=why, group="To read before the panel meeting")

    yield Waiting(_of_others(undecided(items).filter(~Exists(_opened_by(user))), user), tasks)


@worklist.source(Permission.PANEL_DECIDE)
def views_to_give(user: User) -> Iterator[Waiting]:
    """Items of the next meeting that one has read and not given a view on, with how far one is."""
    given = MemberView.objects.filter(meeting=OuterRef("meeting"), person=user, voided_at=None)
    left = (
        items_without_view(_next(), user)
        .filter(Exists(_opened_by(user)), meeting__state=State.PLANNED)
        .annotate(given=ArraySubquery(given.values("pk")))
    )

    def tasks(item: Any) -> Iterator[Task]:
        yield _task(
            item,
            why=f"You have read it. Views given so far: {len(item.given)}",
            group="Views to give before the panel meeting",
        )

    yield Waiting(left.select_related("request", "meeting"), tasks)


@worklist.source()
def attendance_to_mark(user: User) -> Iterator[Waiting]:
    """For the administrator: a meeting of today or in progress without a quorum. Two queries for
    each such meeting."""
    if not _only_arranges(user):
        return

    def tasks(meeting: PanelMeeting) -> Iterator[Task]:
        quorum = quorum_of_meeting(meeting)
        if not quorum.is_met:
            yield Task(
                title=f"Mark who is at the panel meeting of {day(meeting.held_on)}",
                url=reverse("panel:attendance", args=[meeting.pk]),
                why=capfirst(f"{quorum.sentence}"),
                since=meeting.held_on,
                due=meeting.held_on,
                group="Panel meetings",
            )

    yield Waiting(_today_or_open(), tasks)


@worklist.source()
def papers_due_soon(user: User) -> Iterator[Waiting]:
    """For the administrator: agendas whose papers are due within three days."""
    if not _only_arranges(user):
        return
    now = clock.now()
    near = PanelMeeting.objects.filter(
        state=State.PLANNED, papers_due_at__gte=now, papers_due_at__lte=now + SOON
    )

    def tasks(meeting: PanelMeeting) -> Iterator[Task]:
        due = meeting.papers_due_at.astimezone(clock.LONDON)
        yield Task(
            title=f"Finish the agenda of the panel meeting of {day(meeting.held_on)}",
            url=meeting.get_absolute_url(),
            why=f"Papers are due by {moment(due)}",
            since=clock.today(),
            due=due.date(),
            group="Panel meetings",
        )

    yield Waiting(near.order_by("papers_due_at"), tasks)


@worklist.source()
def agendas_to_build(user: User) -> Iterator[Waiting]:
    """For the administrator: meetings to come without an item."""
    if not _only_arranges(user):
        return
    empty = PanelMeeting.objects.filter(state=State.PLANNED, held_on__gte=clock.today(), items=None)

    def tasks(meeting: Any) -> Iterator[Task]:
        planned_on = meeting.planned_at.astimezone(clock.LONDON).date()
        yield _of_meeting(
            meeting, "Build the agenda of", why="Nothing is on it yet", since=planned_on
        )

    yield Waiting(empty.annotate(planned_at=_planned_at()).order_by("held_on"), tasks)


@worklist.source()
def requests_to_place(user: User) -> Iterator[Waiting]:
    """For the administrator: endorsed requests on no agenda, the earliest needed first."""
    if not _only_arranges(user):
        return
    found = waiting_for_an_agenda().annotate(next_meeting=_next())

    def tasks(request: Any) -> Iterator[Task]:
        meeting = request.next_meeting
        url = reverse("panel:build", args=[meeting]) if meeting else reverse("panel:plan")
        yield Task(
            title=f"Put {request.reference} on an agenda",
            url=url,
            why="Endorsed and on no agenda",
            since=request.state_since,
            due=request.deadline_on,
            group="Waiting for a panel meeting",
        )

    yield Waiting(found, tasks)


def _only_arranges(user: User) -> bool:
    """The chair may arrange too, and finds this on the list of meetings."""
    return can(user, Permission.MEETING_MANAGE) and not can(user, Permission.PANEL_DECIDE)


def _today_or_open() -> QuerySet[PanelMeeting]:
    now = Q(state=State.OPEN) | Q(state=State.PLANNED, held_on=clock.today())
    return PanelMeeting.objects.filter(now).order_by("held_on")


def _next() -> Subquery:
    return Subquery(meetings_to_come(clock.today()).values("pk")[:1])


def _planned_at() -> Subquery:
    planned = AuditEvent.objects.filter(
        action="panelmeeting.planned",
        subject_type=audit.subject_type(PanelMeeting()),
        subject_id=OuterRef("pk"),
    )
    return Subquery(planned.values("at")[:1])


def _of_others(items: QuerySet[AgendaItem], user: User) -> QuerySet[AgendaItem]:
    """Items that `user` neither raised nor endorsed."""
    own = Q(request__requester=user) | Q(request__endorser=user, request__endorser__isnull=False)
    return (
        items.exclude(own)
        .select_related("request", "meeting")
        .order_by("meeting__held_on", "position")
    )


def _opened_by(user: User) -> QuerySet[AuditEvent]:
    return AuditEvent.objects.filter(
        action=VIEWED,
        actor_id=user.pk,
        subject_type=audit.subject_type(SupportRequest()),
        subject_id=OuterRef("request"),
    )


def _task(item: AgendaItem, *, why: str, group: str) -> Task:
    return Task(
        title=f"Item {item.position}: {item.request.reference}",
        url=item.get_absolute_url(),
        why=why,
        since=item.request.state_since,
        due=item.meeting.held_on,
        group=group,
        all_url=item.meeting.get_absolute_url(),
    )


def _of_meeting(meeting: PanelMeeting, verb: str, *, why: str, since: dt.date) -> Task:
    return Task(
        title=f"{verb} the panel meeting of {day(meeting.held_on)}",
        url=meeting.get_absolute_url(),
        why=why,
        since=since,
        due=meeting.held_on,
        group="Panel meetings",
    )
