"""Earlier requests for the same case: what one may open, and that there are others."""

from django.db.models import QuerySet

from mdps.core import cells
from mdps.core.models import User
from mdps.core.ui import Cell, Heading, Table
from mdps.core.words import count
from referrals.models import SupportRequest
from referrals.queries import requests_visible_to
from referrals.standing import state_tag

HEADINGS = (Heading("Request"), Heading("Services"), Heading("Submitted"), Heading("State"))


def earlier_table(found: QuerySet[SupportRequest], user: User) -> Table:
    """Those of `found` that `user` may open, and how many there are besides. Three queries."""
    visible = requests_visible_to(user).filter(pk__in=found.values("pk"))
    shown = list(
        visible.select_related("category", "team", "requester")
        .prefetch_related("lines__service")
        .order_by("-submitted_on", "-id")
    )
    hidden = found.count() - len(shown)
    rows = [_row(request, user) for request in shown]
    if hidden:
        others = count(hidden, "request that you cannot open", "requests that you cannot open")
        rows.append([Cell(others), Cell(""), Cell(""), Cell("")])
    return Table(
        headings=HEADINGS,
        rows=rows,
        caption="Earlier requests for this case and kind of support",
        empty="There are no earlier requests.",
    )


def _row(request: SupportRequest, user: User) -> list[Cell]:
    services = ", ".join(line.service.name for line in request.lines.all())
    return [
        Cell(request.reference, url=request.get_absolute_url()),
        Cell(services),
        cells.date(request.submitted_on),
        Cell("", tag=state_tag(request, user)),
    ]
