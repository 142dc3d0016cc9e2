"""What a requester sees of their requests on the home page."""

from django.db.models import Exists, OuterRef, Q
from django.utils.text import capfirst

from mdps.core import cells, slots
from mdps.core.models import User
from mdps.core.permissions import Permission, can
from mdps.core.ui import Cell, Heading, Section, Table
from referrals.models import RequestLine, SupportRequest
from referrals.standing import OPEN_LINE, state_tag, waits_for

MOST = 20
State = SupportRequest.State
UNDER_WAY = (State.SUBMITTED, State.ENDORSED, State.ON_AGENDA)
HEADINGS = (
    Heading("Request"),
    Heading("Kind of support"),
    Heading("State"),
    Heading("Waits for"),
    Heading("Needed by"),
)


@slots.filler("home")
def open_requests(user: User) -> Section | None:
    """The requests that somebody else has to work on, and who that is. Two queries."""
    if not can(user, Permission.REQUEST_RAISE):
        return None
    to_buy = RequestLine.objects.filter(request=OuterRef("pk"), state__in=OPEN_LINE)
    found = (
        SupportRequest.objects.filter(
            Q(state__in=UNDER_WAY) | Q(Exists(to_buy), state=State.DECIDED), requester=user
        )
        .select_related("category", "team", "requester")
        .prefetch_related("lines")
        .order_by("needed_by", "id")[:MOST]
    )
    table = Table(
        headings=HEADINGS,
        rows=[_row(request, user) for request in found],
        caption="Requests that others are working on",
        empty="None of your requests is under way.",
    )
    return Section("Your open requests", "components/table.html", {"table": table}, id="requests")


def _row(request: SupportRequest, user: User) -> list[Cell]:
    return [
        Cell(request.reference, url=request.get_absolute_url()),
        Cell(request.category.short_name),
        Cell("", tag=state_tag(request, user)),
        Cell(capfirst(waits_for(request))),
        cells.date(request.needed_by),
    ]
