"""What an agenda item is about and how far it is, from records that are already loaded.

Expects items of `queries.items_of`: nothing here asks the database.
"""

from decimal import Decimal

from mdps.core.cells import COLOURS
from mdps.core.money import ZERO
from mdps.core.ui import Tag
from panel.kinds import OF_URGENT
from panel.models import AgendaItem, PanelDecision, PanelMeeting
from referrals.models import RequestLine, SupportRequest

TO_DECIDE = (AgendaItem.State.WAITING, AgendaItem.State.OPEN)
TO_CLOSE = Tag("Decided, not closed", "yellow")


def lines_here(item: AgendaItem) -> list[RequestLine]:
    """The lines that this meeting is asked about; not those that an earlier one settled."""
    decided = decisions_by_line(item)
    return [
        line
        for line in item.request.lines.all()
        if line.state == RequestLine.State.PROPOSED or line.pk in decided or to_ratify(line, item)
    ]


def to_ratify(line: RequestLine, item: AgendaItem) -> bool:
    """Whether the line was approved urgently and it is for this meeting to ratify or overturn."""
    decisions = list(line.decisions.all())
    settled = any(each.kind in OF_URGENT and each.item_id != item.pk for each in decisions)
    return not settled and any(each.route == each.Route.URGENT for each in decisions)


def open_lines(item: AgendaItem) -> list[RequestLine]:
    """The lines that still wait for a decision of this meeting, in this round of the item."""
    if item.request.state != SupportRequest.State.ON_AGENDA or item.state not in TO_DECIDE:
        return []
    decided = {each.line_id for each in item.decisions.all() if each.round == item.round}
    return [line for line in lines_here(item) if line.pk not in decided]


def is_to_decide(item: AgendaItem) -> bool:
    """Whether the item still waits to be decided and closed."""
    return item.state in TO_DECIDE and item.request.state == SupportRequest.State.ON_AGENDA


def decisions_by_line(item: AgendaItem) -> dict[int, PanelDecision]:
    """The decision in force on each line: the one of the latest round."""
    return {each.line_id: each for each in decisions_in_force(item)}


def decisions_in_force(item: AgendaItem) -> list[PanelDecision]:
    """The decisions that no later one replaced, in the order of their lines."""
    latest: dict[int, PanelDecision] = {}
    for decision in sorted(item.decisions.all(), key=lambda each: (each.round, each.pk)):
        latest[decision.line_id] = decision
    return [latest[line] for line in sorted(latest)]


def requested(item: AgendaItem) -> Decimal:
    """What the lines of this meeting ask for together, GBP ex VAT."""
    return sum((line.requested_amount for line in lines_here(item)), ZERO)


def approved(item: AgendaItem) -> Decimal:
    """What this meeting approved of it, GBP ex VAT."""
    return sum((decision.amount for decision in decisions_in_force(item)), ZERO)


def services(item: AgendaItem) -> str:
    """The services asked for, in words."""
    return "; ".join(line.service.name for line in lines_here(item))


def outcome_tag(decision: PanelDecision) -> Tag:
    """What was decided, as a tag."""
    return Tag(decision.outcome, COLOURS[decision.kind])


def progress(item: AgendaItem) -> Tag:
    """How far the item is, as a tag."""
    if is_to_decide(item):
        if item.meeting.state == PanelMeeting.State.PLANNED:
            return Tag("Planned", "grey")
        if item.state == AgendaItem.State.OPEN:
            return Tag("Being discussed", "purple") if open_lines(item) else TO_CLOSE
        return Tag("To decide", "blue")
    if item.state == AgendaItem.State.NOT_REACHED:
        return Tag("Not reached", "grey")
    decisions = decisions_in_force(item)
    if not decisions:
        return Tag(item.request.get_state_display(), COLOURS[item.request.state])
    alike = len({decision.kind for decision in decisions}) == 1
    return outcome_tag(decisions[0]) if alike else Tag("Decided line by line", "green")
