"""The packages that end soon, on the page of a meeting: those to review, and those reviewed."""

import datetime as dt

from mdps.core.cells import date
from mdps.core.ui import Cell, Heading, Section, Table, Tag
from panel import packages
from panel.models import PanelMeeting
from panel.queries import next_meeting


def review_section(meeting: PanelMeeting, *, on: dt.date) -> list[Section]:
    """What the meeting reviewed; and what waits, where it is the next one. Nothing: no section."""
    found = list(packages.reviews_of(meeting))
    following = next_meeting(on)
    if following and following.pk == meeting.pk:
        found += list(packages.open_reviews())
    if not found:
        return []
    table = Table(
        headings=[
            Heading("Contract"),
            Heading("Request"),
            Heading("Service"),
            Heading("Ends"),
            Heading("Outcome"),
        ],
        rows=[
            [
                Cell(each.contract_reference, url=each.get_absolute_url()),
                Cell(each.line.request.reference),
                Cell(each.line.service.name),
                date(each.ends_on),
                Cell(each.get_outcome_display())
                if each.outcome
                else Cell("", tag=Tag("To review", "blue")),
            ]
            for each in found
        ],
        caption="They come back before their end",
    )
    return [
        Section("Packages that end soon", "components/table.html", {"table": table}, id="packages")
    ]
