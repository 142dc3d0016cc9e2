"""The decision sheet of a closed meeting: what was decided, to be read or printed."""

from typing import Any

from django.shortcuts import get_object_or_404

from mdps.core.cells import money
from mdps.core.money import ZERO, gbp
from mdps.core.pages import Page
from mdps.core.permissions import Permission
from mdps.core.ui import Cell, Heading, Link, Row, Section, Table
from mdps.core.words import count, day, time
from panel.items import approved, decisions_by_line, lines_here, requested
from panel.models import AgendaItem, PanelMeeting
from panel.pages.meetings import breadcrumbs
from panel.queries import items_of, meetings_visible_to


class DecisionSheet(Page):
    permissions = (Permission.PANEL_READ,)
    template_name = "panel/sheet.html"

    def find(self, **kwargs: Any) -> PanelMeeting:
        closed = meetings_visible_to(self.user).filter(state=PanelMeeting.State.CLOSED)
        return get_object_or_404(closed, pk=kwargs["pk"])

    def content(self) -> dict[str, Any]:
        meeting = self.record
        items = list(items_of(meeting))
        return {
            "title": "Access to Resources Panel: decision sheet",
            "breadcrumbs": breadcrumbs(Link(str(meeting), meeting.get_absolute_url())),
            "date": f"{day(meeting.held_on)}, {time(meeting.starts_at)}",
            "to": [meeting.place, f"Chair: {meeting.chair.name}"],
            "reference": meeting.reference,
            "figures": [
                Row("Items", count(len(items), "item")),
                Row("Requested", gbp(sum(map(requested, items), ZERO))),
                Row("Approved", gbp(sum(map(approved, items), ZERO))),
            ],
            "sections": [_section(item) for item in items],
            "signed": [meeting.chair.name, "Chair of the Access to Resources Panel"],
        }


def _section(item: AgendaItem) -> Section:
    return Section(
        f"Item {item.position}: {item.request.reference}",
        "components/table.html",
        {"table": _decisions(item)},
        id=f"item-{item.position}",
    )


def _decisions(item: AgendaItem) -> Table:
    decided = decisions_by_line(item)
    lines = [line for line in lines_here(item) if line.pk in decided]
    return Table(
        headings=[
            Heading("Service"),
            Heading("Decision"),
            Heading("Requested", numeric=True),
            Heading("Approved", numeric=True),
            Heading("Reasons"),
        ],
        rows=[
            [
                Cell(line.service.name, hint=count(line.units, line.service.get_unit_display())),
                Cell(decided[line.pk].outcome),
                money(line.requested_amount),
                money(decided[line.pk].amount)
                if decided[line.pk].amount
                else Cell("", numeric=True),
                Cell(decided[line.pk].reasons),
            ]
            for line in lines
        ],
        empty=f"Not decided: the request is {item.request.get_state_display().lower()}.",
    )
