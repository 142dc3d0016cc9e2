"""What requesters and managers see of requests on the home page, beside what waits for them."""

import datetime as dt
from collections.abc import Callable, Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.text import capfirst

from mdps.core import cells, clock, slots
from mdps.core.models import User
from mdps.core.permissions import Permission, can
from mdps.core.ui import Cell, Heading, Section, Table
from referrals import panel_days
from referrals.court_words import deadline_cell
from referrals.models import RequestLine, SupportRequest
from referrals.standing import is_open, is_to_buy, state_tag, waits_for
from referrals.teams import of_their_teams

MOST = 20
RAISE = ("Raise a request", "referrals:start")
RECENT = dt.timedelta(days=14)
State = SupportRequest.State
UNDER_WAY = (State.SUBMITTED, State.ENDORSED, State.ON_AGENDA)
WITH_PANEL = (State.ENDORSED, State.ON_AGENDA)
TABLE = "components/table.html"


@slots.filler("home")
def open_requests(user: User) -> Section | None:
    """Of whoever raises: what somebody else has, who that is and since when. Three queries."""
    if not can(user, Permission.REQUEST_RAISE):
        return None
    to_buy = RequestLine.objects.filter(request=OuterRef("pk"), state__in=RequestLine.OPEN)
    found = SupportRequest.objects.filter(
        Q(state__in=UNDER_WAY) | Q(Exists(to_buy), state=State.DECIDED), requester=user
    )
    table = _table(
        user,
        found,
        caption="Requests that others are working on",
        empty="None of your requests is under way.",
        columns=(("State", _state), ("Waits for", _waits_for), ("Deadline", _deadline)),
    )
    if not table.rows and can(user, Permission.REQUEST_ENDORSE):
        return None  # a manager raises few
    return Section("Your open requests", TABLE, {"table": table}, id="requests")


@slots.filler("home")
def team_at_the_panel(user: User) -> Section | None:
    """Of a manager: what their team has before the panel, the most urgent first. Three queries."""
    if not can(user, Permission.REQUEST_ENDORSE):
        return None
    found = SupportRequest.objects.filter(of_their_teams(user, clock.today()), state__in=WITH_PANEL)
    table = _table(
        user,
        found,
        caption="Requests of your team that the panel has",
        empty="The panel has no request of your team.",
        columns=(("Raised by", _raised_by), ("State", _state), ("Deadline", _deadline)),
    )
    return Section("Your team's requests at the panel", TABLE, {"table": table}, id="at-the-panel")


@slots.filler("home")
def decisions_to_tell(user: User) -> Section | None:
    """Of a manager: what the panel decided for their team in the last 14 days. Three queries."""
    if not can(user, Permission.REQUEST_ENDORSE):
        return None
    today = clock.today()
    found = SupportRequest.objects.filter(
        of_their_teams(user, today), state=State.DECIDED, state_since__gte=today - RECENT
    )
    table = _table(
        user,
        found.order_by("-state_since", "-id"),
        caption="Decided in the last 14 days",
        empty="Nothing was decided for your team.",
        columns=(("Raised by", _raised_by), ("Decided", _since), ("Waits for", _waits_for)),
    )
    return Section("Decisions to tell", TABLE, {"table": table}, id="decisions-to-tell")


Column = tuple[str, Callable[[SupportRequest, User, dict[int, dt.date]], Cell]]


def _table(
    user: User,
    found: QuerySet[SupportRequest],
    *,
    caption: str,
    empty: str,
    columns: Sequence[Column],
) -> Table:
    """The most urgent of `found`; the first column is the request with its kind of support."""
    ordered = found if found.query.order_by else found.order_by("deadline_on", "id")
    requests = list(
        ordered.select_related("category", "team", "requester").prefetch_related("lines")[:MOST]
    )
    days = panel_days.of([each.pk for each in requests if each.state == State.ON_AGENDA])
    return Table(
        headings=[Heading("Request"), *(Heading(title) for title, _ in columns)],
        rows=[
            [_request(each), *(cell(each, user, days) for _, cell in columns)] for each in requests
        ],
        caption=caption,
        empty=empty,
    )


def _request(request: SupportRequest) -> Cell:
    return Cell(request.reference, url=request.get_absolute_url(), hint=request.category.short_name)


def _state(request: SupportRequest, user: User, days: dict[int, dt.date]) -> Cell:
    return Cell("", tag=state_tag(request, user, meets_on=days.get(request.pk)))


def _waits_for(request: SupportRequest, user: User, days: dict[int, dt.date]) -> Cell:
    words = waits_for(request, meets=request.pk in days)
    if not words:
        return Cell("Nobody")
    return Cell(capfirst(words), hint=f"Since {cells.date(request.state_since).text}")


def _deadline(request: SupportRequest, user: User, days: dict[int, dt.date]) -> Cell:
    return deadline_cell(request, counts=is_open(request, to_buy=is_to_buy(request.lines.all())))


def _raised_by(request: SupportRequest, user: User, days: dict[int, dt.date]) -> Cell:
    return Cell(request.requester.name)


def _since(request: SupportRequest, user: User, days: dict[int, dt.date]) -> Cell:
    return cells.date(request.state_since)
