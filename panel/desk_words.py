"""What the desk says beside an item: the list of all of them, and a mark of how they stand."""

from collections.abc import Iterable, Sequence
from hashlib import sha256

from mdps.core.ui import Link
from panel.items import progress, services
from panel.models import AgendaItem, PanelMeeting


def side_links(items: Iterable[AgendaItem], *, current: AgendaItem) -> list[Link]:
    """All items of the meeting, each with how far it is."""
    return [link_to(each, current=each.pk == current.pk) for each in items]


def link_to(item: AgendaItem, *, current: bool = False) -> Link:
    """An item by its reference: what it asks for while planned, then how far it is."""
    text = f"{item.request.reference}: {progress(item).text.lower()}"
    if item.meeting.state == PanelMeeting.State.PLANNED:
        text = f"{item.request.reference}: {services(item)}"
    return Link(text, item.get_absolute_url(), current=current)


def mark_of(items: Sequence[AgendaItem]) -> str:
    """A short mark that differs as soon as one of `items` stands otherwise."""
    stands = [
        (each.pk, each.state, each.round, each.request.state, len(each.decisions.all()))
        for each in items
    ]
    return sha256(repr(stands).encode()).hexdigest()[:16]
