"""Reads of the panel's records, for its own pages and for the floors above."""

import datetime as dt

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, When

from mdps.core.models import User
from mdps.core.permissions import Permission, can
from panel.models import AgendaItem, Conflict, MemberView, PanelDecision, PanelMeeting
from referrals.models import RequestLine, SupportRequest
from referrals.queries import requests_visible_to


def meetings_visible_to(user: User) -> QuerySet[PanelMeeting]:
    """The meetings whose agenda and decisions `user` may see: all of them, or none."""
    if can(user, Permission.PANEL_READ):
        return PanelMeeting.objects.select_related("chair", "chaired_by")
    return PanelMeeting.objects.none()


def items_of(meeting: PanelMeeting) -> QuerySet[AgendaItem]:
    """The agenda of `meeting` in its order, with all that panel.items asks about. Four queries."""
    return (
        meeting.items.select_related(
            "meeting",
            "request__category",
            "request__team",
            "request__court",
            "request__narrative",
            "request__preferred_supplier",
        )
        .prefetch_related("request__lines__service", "request__lines__decisions", "decisions")
        .order_by("position")
    )


def readable_requests(meeting: PanelMeeting, user: User) -> set[int]:
    """The ids of the requests on the agenda whose item `user` may open."""
    found = requests_visible_to(user).filter(agenda_items__meeting=meeting)
    return set(found.values_list("pk", flat=True))


def undecided(items: QuerySet[AgendaItem]) -> QuerySet[AgendaItem]:
    """Those of `items` that their meeting has still to decide and close."""
    return items.filter(
        state__in=[AgendaItem.State.WAITING, AgendaItem.State.OPEN],
        request__state=SupportRequest.State.ON_AGENDA,
    )


def waiting_for_an_agenda() -> QuerySet[SupportRequest]:
    """Endorsed requests that are on no agenda, the earliest deadline first."""
    return SupportRequest.objects.filter(state=SupportRequest.State.ENDORSED).order_by(
        "deadline_on", "id"
    )


def next_meeting(on: dt.date) -> PanelMeeting | None:
    """The meeting in progress, else the first that is planned for the day `on` or later."""
    return meetings_to_come(on).first()


def meetings_to_come(on: dt.date) -> QuerySet[PanelMeeting]:
    """Meetings in progress, then those planned for the day `on` or later, the earliest first."""
    open_first = Case(When(state=PanelMeeting.State.OPEN, then=0), default=1)
    to_come = Q(state=PanelMeeting.State.PLANNED, held_on__gte=on)
    found = PanelMeeting.objects.filter(to_come | Q(state=PanelMeeting.State.OPEN))
    return found.order_by(open_first, "held_on")


def meetings_on(day: dt.date) -> QuerySet[PanelMeeting]:
    """The meeting of that day: at most one, cancelled ones apart."""
    return PanelMeeting.objects.exclude(state=PanelMeeting.State.CANCELLED).filter(held_on=day)


def decisions_about(request: SupportRequest) -> QuerySet[PanelDecision]:
    """Everything that was decided and released about `request`, the latest first; urgent
    decisions from their hour on."""
    return (
        PanelDecision.objects.in_force()
        .filter(line__request=request)
        .select_related(
            "item__meeting", "line__service", "line__request", "decided_by", "reason_code"
        )
        .order_by("-decided_on", "-id")
    )


def lines_to_ratify(request: SupportRequest) -> set[int]:
    """The ids of the lines of `request` whose urgent approval waits to be ratified."""
    waiting = PanelDecision.objects.to_ratify().filter(line__request=request)
    return set(waiting.values_list("line", flat=True))


def urgent_to_ratify() -> QuerySet[PanelDecision]:
    """Every urgent approval that no meeting has ratified or overturned, the oldest first."""
    return (
        PanelDecision.objects.to_ratify()
        .select_related("line__service", "line__request", "decided_by")
        .order_by("decided_on", "id")
    )


def to_endorse() -> QuerySet[PanelDecision]:
    """What meetings agreed in principle and no chair has endorsed or sent back, oldest first."""
    return (
        PanelDecision.objects.standing()
        .filter(kind=PanelDecision.Kind.IN_PRINCIPLE, line__state=RequestLine.State.PROPOSED)
        .select_related("line__service", "line__request", "item__meeting", "decided_by")
        .order_by("decided_on", "id")
    )


def decisions_on_case(request: SupportRequest) -> QuerySet[PanelDecision]:
    """The latest released decisions on other requests for the same case; at most ten."""
    return (
        PanelDecision.objects.standing()
        .filter(item__request__case_reference=request.case_reference)
        .exclude(item__request=request)
        .select_related("line__service", "line__request")
        .order_by("-decided_on", "-pk")[:10]
    )


def items_without_view(meeting: PanelMeeting | Subquery, member: User) -> QuerySet[AgendaItem]:
    """The items of a meeting to come on which `member` may still give a view and has not. The
    meeting may be the answer of a query."""
    own = Q(request__requester=member) | Q(
        request__endorser=member, request__endorser__isnull=False
    )
    given = MemberView.objects.filter(
        meeting=OuterRef("meeting"), request=OuterRef("request"), person=member, voided_at=None
    )
    barred = Conflict.objects.filter(request=OuterRef("request"), person=member)
    return (
        AgendaItem.objects.filter(
            ~Exists(given),
            ~Exists(barred),
            meeting=meeting,
            opened_at=None,
            request__state=SupportRequest.State.ON_AGENDA,
        )
        .exclude(own)
        .order_by("position")
    )
