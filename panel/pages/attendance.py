"""Who is at a meeting: a row and its buttons for each member, made for a phone."""

from dataclasses import dataclass
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from mdps.core import clock
from mdps.core.models import User
from mdps.core.permissions import Forbidden, Permission, can
from mdps.core.ui import Link, Tag
from mdps.core.words import time
from panel import attend
from panel.models import Attendance
from panel.pages.chairing import OfMeeting
from panel.quorum import quorum_of_meeting
from panel.seats import members
from panel.taking_part import AttendForm

Status = Attendance.Status
COLOURS = {Status.PRESENT: "green", Status.APOLOGIES: "grey", Status.LEFT: "yellow"}
BUTTONS = {
    "": (Status.PRESENT, Status.APOLOGIES),
    Status.PRESENT: (Status.LEFT,),
    Status.APOLOGIES: (Status.PRESENT,),
    Status.LEFT: (Status.PRESENT,),
}
WORDS = {Status.PRESENT: "Present", Status.APOLOGIES: "Apologies", Status.LEFT: "Leaves"}


@dataclass(frozen=True)
class Button:
    """One mark that can be made: its field, its words and whom it is about."""

    name: str
    text: str
    value: int


@dataclass(frozen=True)
class Row:
    """Somebody on the page: their seat, how they are marked, and what can be pressed."""

    name: str
    seat: str
    tag: Tag
    when: str
    buttons: list[Button]


class Attend(OfMeeting):
    """Whoever arranges the meeting marks everybody; a member marks themselves."""

    permission = Permission.PANEL_READ
    form_class = AttendForm
    template_name = "panel/attendance.html"

    def check_permission(self) -> None:
        super().check_permission()
        if not self.marks_all and not can(self.user, Permission.PANEL_DECIDE):
            raise Forbidden("Only the panel and its administrator mark attendance.")

    @property
    def marks_all(self) -> bool:
        return can(self.user, Permission.MEETING_MANAGE)

    def content(self) -> dict[str, Any]:
        quorum = quorum_of_meeting(self.record)
        refusals = attend.refusals_against_marking(self.record)
        return super().content() | {
            "title": "Attendance",
            "refusals": refusals,
            "lead": f"Quorum: {quorum.sentence}.",
            "quorum": Tag("Quorum", "green") if quorum.is_met else Tag("No quorum", "red"),
            "people": self._rows(open_to_marks=not refusals),
            "marks_all": self.marks_all and not refusals,
            "cancel": Link("Back to the meeting", self.record.get_absolute_url()),
        }

    def act(self, form: AttendForm) -> str:
        given = form.cleaned_data
        now = clock.now()
        for status in Status.values:
            if pk := given[status]:
                person = get_object_or_404(members(), pk=pk)
                attend.mark(self.record, person=person, status=status, by=self.user, at=now)
                return self.here
        attend.mark(self.record, name=given["name"], status=Status.PRESENT, by=self.user, at=now)
        return self.here

    @property
    def here(self) -> str:
        return reverse("panel:attendance", args=[self.record.pk])

    def _rows(self, *, open_to_marks: bool) -> list[Row]:
        marked = list(self.record.attendances.select_related("person").order_by("name", "pk"))
        by_person = {each.person_id: each for each in marked if each.person_id}
        panel = members() if self.marks_all else members().filter(pk=self.user.pk)
        known = list(panel)
        rows = [
            _row(person.name, by_person.get(person.pk), person, open_to_marks) for person in known
        ]
        others = [each for each in marked if each.person_id not in {one.pk for one in known}]
        return rows + [_row(each.name, each, None, False) for each in others]


def _row(name: str, marked: Attendance | None, person: User | None, open_to_marks: bool) -> Row:
    seat = getattr(person, "panel_seat", None) if person else None
    area = marked.get_area_display() if marked else seat.get_area_display() if seat else ""
    status = marked.status if marked else ""
    tag = (
        Tag(marked.get_status_display(), COLOURS[Status(status)])
        if marked
        else Tag("Not marked", "blue")
    )
    buttons = BUTTONS[status] if person and open_to_marks else ()
    return Row(
        name=name,
        seat=(f"{area}, deputy" if seat and seat.is_deputy else area)
        or ("No seat" if person else "In attendance"),
        tag=tag,
        when=_when(marked),
        buttons=[Button(each, WORDS[each], person.pk) for each in buttons if person],
    )


def _when(marked: Attendance | None) -> str:
    if not marked or not marked.arrived_at:
        return ""
    came = f"From {time(marked.arrived_at.astimezone(clock.LONDON).time())}"
    if not marked.left_at:
        return came
    return f"{came} to {time(marked.left_at.astimezone(clock.LONDON).time())}"
