"""What the panel shows on the pages of the floors below."""

from mdps.core import clock, slots
from mdps.core.models import User
from mdps.core.permissions import Permission
from mdps.core.ui import Cell, Row, Section
from mdps.core.words import count, day, time
from panel.queries import decisions_about, next_meeting
from panel.tables import decision_table
from referrals.models import SupportRequest


@slots.filler("request")
def decisions_on_request(user: User, request: SupportRequest) -> Section | None:
    """What the panel decided about the request, for everybody who may see it."""
    decisions = list(decisions_about(request))
    if not decisions:
        return None
    table = decision_table(
        decisions,
        caption="Decisions, the latest first",
        links=Permission.PANEL_READ in user.permissions,
    )
    return Section(
        "What the panel decided", "components/table.html", {"table": table}, id="decisions"
    )


@slots.filler("home")
def meeting_to_come(user: User) -> Section | None:
    """The meeting in progress or the next one, for those who hold it."""
    if not user.permissions & {Permission.PANEL_DECIDE, Permission.MEETING_MANAGE}:
        return None
    meeting = next_meeting(clock.today())
    if not meeting:
        return None
    rows = [
        Row("Date", Cell(day(meeting.held_on), url=meeting.get_absolute_url())),
        Row("Starts at", time(meeting.starts_at)),
        Row("Place", meeting.place),
        Row("Chair", meeting.chair.name),
        Row("Agenda", count(meeting.items.count(), "item")),
    ]
    return Section(
        "Next panel meeting", "components/summary_list.html", {"rows": rows}, id="next-meeting"
    )
