"""What an agenda item is about and how far it is, from records that are already loaded.

Expects items of `queries.items_of`: nothing here asks the database.
"""

from decimal import Decimal

from mdps.core.cells import COLOURS
from mdps.core.money import ZERO
from mdps.core.ui import Tag
from panel.models import AgendaItem, PanelDecision, PanelMeeting
from referrals.models import RequestLine, SupportRequest


def lines_here(item: AgendaItem) -> list[RequestLine]:
    """The lines that this meeting is asked about; not those that an earlier one settled."""
    decided = decisions_by_line(item)
    return [
        line
        for line in item.request.lines.all()
        if line.state == RequestLine.State.PROPOSED or line.pk in decided
    ]


def open_lines(item: AgendaItem) -> list[RequestLine]:
    """The lines that still wait for a decision of this meeting."""
    if item.request.state != SupportRequest.State.ON_AGENDA:
        return []
    decided = decisions_by_line(item)
    return [line for line in lines_here(item) if line.pk not in decided]


def decisions_by_line(item: AgendaItem) -> dict[int, PanelDecision]:
    return {decision.line_id: decision for decision in item.decisions.all()}


def requested(item: AgendaItem) -> Decimal:
    """What the lines of this meeting ask for together, GBP ex VAT."""
    return sum((line.requested_amount for line in lines_here(item)), ZERO)


def approved(item: AgendaItem) -> Decimal:
    """What this meeting approved of it, GBP ex VAT."""
    return sum((decision.amount for decision in item.decisions.all()), ZERO)


def services(item: AgendaItem) -> str:
    """The services asked for, in words."""
    return "; ".join(line.service.name for line in lines_here(item))


def outcome_tag(decision: PanelDecision) -> Tag:
    """What was decided, as a tag."""
    return Tag(decision.outcome, COLOURS[decision.kind])


def progress(item: AgendaItem) -> Tag:
    """How far the item is, as a tag."""
    decisions = list(item.decisions.all())
    if open_lines(item):
        planned = item.meeting.state == PanelMeeting.State.PLANNED
        return Tag("Planned", "grey") if planned else Tag("To decide", "blue")
    if not decisions:
        return Tag(item.request.get_state_display(), COLOURS[item.request.state])
    alike = len({decision.kind for decision in decisions}) == 1
    return outcome_tag(decisions[0]) if alike else Tag("Decided line by line", "green")
