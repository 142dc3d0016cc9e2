"""Who counts for an item, and whether they are enough. Facts for panel.decide and the desk."""

from collections.abc import Iterable

from panel.models import AgendaItem, Attendance, PanelMeeting
from panel.models.members import Area
from panel.quorum_rules import Quorum, Sitting
from panel.rules_in_force import rules_on


def members_present(meeting: PanelMeeting) -> list[Attendance]:
    """The members in the room now, by name."""
    present = meeting.attendances.filter(counts=True, status=Attendance.Status.PRESENT)
    return list(present.order_by("name", "pk"))


def quorum_of(item: AgendaItem) -> Quorum:
    """The quorum of one item as it is now. Three queries."""
    barred = set(item.request.conflicts.values_list("person", flat=True))
    barred |= {pk for pk in (item.request.requester_id, item.request.endorser_id) if pk}
    return _quorum(item.meeting, members_present(item.meeting), barred)


def quorum_of_meeting(meeting: PanelMeeting) -> Quorum:
    """The quorum of the whole meeting, interests apart. Two queries."""
    return _quorum(meeting, members_present(meeting), set())


def _quorum(meeting: PanelMeeting, there: Iterable[Attendance], barred: set[int]) -> Quorum:
    rules = rules_on(meeting.held_on)
    counted = [each for each in there if each.person_id not in barred]
    return Quorum(
        least=rules.least_members,
        areas=[str(Area(area).label) for area in rules.areas],
        present=[
            Sitting(each.name, str(Area(each.area).label) if each.area else "") for each in counted
        ],
        apart=[each.name for each in there if each.person_id in barred],
    )
