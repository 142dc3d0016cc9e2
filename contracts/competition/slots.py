"""What mini-competitions show on the page of the request that they are for."""

from contracts.competition.queries import competitions_visible_to
from contracts.competition.sections import TABLE
from mdps.core import cells, clock, slots
from mdps.core.models import User
from mdps.core.ui import Cell, Heading, Section, Table
from mdps.core.words import moment
from referrals.models import SupportRequest


@slots.filler("request")
def competitions_of_request(user: User, request: SupportRequest) -> Section | None:
    """The request's competitions, to those who may open them. One query."""
    visible = competitions_visible_to(user, clock.today())
    found = list(visible.filter(line__request=request).order_by("id"))
    if not found:
        return None
    headings = [Heading(text) for text in ("Mini-competition", "Deadline", "State", "First")]
    rows = [
        [
            Cell(each.reference, url=each.get_absolute_url()),
            Cell(moment(each.closes_at)),
            cells.state(each),
            Cell(each.winner.name if each.winner else "Not ranked yet"),
        ]
        for each in found
    ]
    table = Table(headings, rows, caption="Mini-competitions for this request")
    return Section("Mini-competitions", TABLE, {"table": table}, id="competitions")
