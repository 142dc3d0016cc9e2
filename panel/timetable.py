"""When each item of an agenda is planned for: from the start, item by item, around the break."""

import datetime as dt
from collections.abc import Iterable, Iterator

from mdps.core.words import time
from panel.models import AgendaItem, PanelMeeting


def timetable(
    meeting: PanelMeeting, items: Iterable[AgendaItem]
) -> Iterator[tuple[AgendaItem, dt.time, dt.time]]:
    """Each of `items` (in their order) with its start and end, wall clock times of that day.

    The break begins at its time, or after the item that runs into it; it is taken once.
    """
    now = dt.datetime.combine(meeting.held_on, meeting.starts_at)
    pause = meeting.break_at and dt.datetime.combine(meeting.held_on, meeting.break_at)
    for item in items:
        if pause and now >= pause:
            now, pause = now + dt.timedelta(minutes=meeting.break_minutes), None
        end = now + dt.timedelta(minutes=item.minutes)
        yield item, now.time(), end.time()
        now = end


def slots(meeting: PanelMeeting, items: Iterable[AgendaItem]) -> dict[int, str]:
    """The slot of each item in words, by its id: `9:30am to 9:40am`."""
    return {
        item.pk: f"{time(start)} to {time(end)}" for item, start, end in timetable(meeting, items)
    }


def slot_of(item: AgendaItem) -> str:
    """The slot of one item in words. One query."""
    return slots(item.meeting, item.meeting.items.order_by("position"))[item.pk]


SHORTEST = dt.timedelta(hours=1)


def ends_at(meeting: PanelMeeting) -> dt.time:
    """When the meeting is planned to end: after its last item, at least an hour, that same day."""
    start = dt.datetime.combine(meeting.held_on, meeting.starts_at)
    last = dt.datetime.combine(meeting.held_on, dt.time(23, 59))
    planned = [end for _, _, end in timetable(meeting, meeting.items.order_by("position"))]
    end = dt.datetime.combine(meeting.held_on, planned[-1]) if planned else start
    return min(max(end, start + SHORTEST), last).time()
