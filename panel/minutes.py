"""Minutes and decision sheet of a meeting: frozen when it is closed, corrected by a version more.

The sheet holds references, amounts and kinds; the minutes attendance, interests and reasons too,
for the panel and its administrator only. Neither says what members thought before the meeting.
"""

from collections.abc import Iterable

from django.db import transaction

from mdps.core import audit, clock, papers
from mdps.core.letters import Block, Letter, facts, grid, heading, paragraph, points, sealed
from mdps.core.models import Paper, User
from mdps.core.money import ZERO, gbp
from mdps.core.permissions import Permission, can, require
from mdps.core.rules import Refusal, Refused
from mdps.core.ui import Cell, Heading, Row, Table
from mdps.core.words import count, day, listed, moment, time
from panel.items import approved, decisions_in_force, requested
from panel.models import AgendaItem, Attendance, MinutesCorrection, PanelMeeting
from panel.queries import items_of

SHEET, MINUTES = "panel.decisions", "panel.minutes"
State = PanelMeeting.State


@papers.readable(SHEET)
def sheet_is_for_the_panel_and_buyers(user: User, paper: Paper) -> bool:
    """Whoever sees the panel's decisions."""
    return can(user, Permission.PANEL_READ)


@papers.readable(MINUTES)
def minutes_are_for_the_panel(user: User, paper: Paper) -> bool:
    """Members, chairs and administrators of the panel."""
    return can(user, Permission.PANEL_DECIDE) or can(user, Permission.MEETING_MANAGE)


def write_papers(meeting: PanelMeeting, *, by: User, version: int = 1) -> None:
    """Freeze both papers of a closed meeting. Inside the transaction that closes or corrects."""
    items = list(items_of(meeting))
    suffix = f"-v{version}" if version > 1 else ""
    if version == 1:
        name = f"decisions-{meeting.reference}.pdf"
        papers.write(SHEET, subject=meeting, document=_sheet(meeting, items), name=name, by=by)
    name = f"minutes-{meeting.reference}{suffix}.pdf"
    document = _minutes(meeting, items, version)
    papers.write(MINUTES, subject=meeting, document=document, name=name, by=by)


@transaction.atomic
def correct(meeting: PanelMeeting, *, words: str, by: User) -> MinutesCorrection:
    """Write a further version of the minutes that says what changed; earlier versions stay.

    Locks the meeting. Raises Forbidden, or Refused before it is closed or without words.
    """
    require(by, Permission.MEETING_MANAGE, on=meeting)
    locked = PanelMeeting.objects.select_for_update(of=("self",))
    meeting.refresh_from_db(from_queryset=locked)
    if refusals := refusals_against_correcting(meeting):
        raise Refused(refusals)
    if not words.strip():
        raise Refused([Refusal("no-words", "Enter what is corrected.", field="words")])
    version = meeting.corrections.count() + 2
    correction = MinutesCorrection.objects.create(
        meeting=meeting, version=version, words=words.strip(), written_by=by, written_at=clock.now()
    )
    write_papers(meeting, by=by, version=version)
    audit.record("minutes.corrected", meeting, by=by, version=version)
    return correction


def refusals_against_correcting(meeting: PanelMeeting) -> list[Refusal]:
    """Why the minutes cannot be corrected now; empty means they can."""
    if meeting.state == State.CLOSED:
        return []
    return [
        Refusal(
            "not-closed",
            f"The meeting is {meeting.get_state_display().lower()}. Its minutes are written when "
            "it is closed, and corrected after that.",
        )
    ]


def _sheet(meeting: PanelMeeting, items: list[AgendaItem]) -> Letter:
    return Letter(
        title="Access to Resources Panel: decision sheet",
        date=_when(meeting),
        reference=meeting.reference,
        blocks=[facts(_figures(meeting, items)), grid(_decisions(items))],
        signed=_signed(meeting),
    )


def _minutes(meeting: PanelMeeting, items: list[AgendaItem], version: int) -> Letter:
    return Letter(
        title="Access to Resources Panel: minutes"
        + (f", version {version}" if version > 1 else ""),
        date=_when(meeting),
        reference=meeting.reference,
        confidential="Confidential: for the panel only",
        blocks=[
            *_corrections(meeting),
            facts(_figures(meeting, items)),
            grid(_attendance(meeting)),
            *(sealed(item.request.case_key_id, *_item(meeting, item)) for item in items),
        ],
        signed=_signed(meeting),
    )


def _when(meeting: PanelMeeting) -> str:
    return f"{day(meeting.held_on)}, {time(meeting.starts_at)}"


def _signed(meeting: PanelMeeting) -> list[str]:
    if meeting.chaired_by is None:
        return ["Held without a chair: in principle only"]
    of = "Chair" if meeting.chaired_by_id == meeting.chair_id else "Deputy chair"
    return [meeting.chaired_by.name, f"{of} of the Access to Resources Panel"]


def _figures(meeting: PanelMeeting, items: list[AgendaItem]) -> list[Row]:
    reached = [item for item in items if item.state == AgendaItem.State.CLOSED]
    return [
        Row("Place", meeting.place),
        Row("Chaired by", meeting.chaired_by.name if meeting.chaired_by else "Nobody"),
        Row("Items", f"{len(reached)} of {count(len(items), 'item')} decided"),
        Row("Requested", gbp(sum(map(requested, reached), ZERO))),
        Row("Approved", gbp(sum(map(approved, reached), ZERO))),
    ]


def _decisions(items: Iterable[AgendaItem]) -> Table:
    return Table(
        headings=[
            Heading("Item"),
            Heading("Service"),
            Heading("Decision"),
            Heading("Requested", numeric=True),
            Heading("Approved", numeric=True),
        ],
        rows=[row for item in items for row in _rows(item)],
        caption="Decisions, GBP ex VAT",
    )


def _rows(item: AgendaItem) -> list[list[Cell]]:
    number = f"{item.position}. {item.request.reference}"
    decided = decisions_in_force(item) if item.state == AgendaItem.State.CLOSED else []
    lines = {line.pk: line for line in item.request.lines.all()}
    if not decided:
        return [[Cell(number), Cell(""), Cell(item.get_state_display()), Cell(""), Cell("")]]
    return [
        [
            Cell(number),
            Cell(lines[each.line_id].service.name),
            Cell(each.outcome),
            Cell(gbp(lines[each.line_id].requested_amount), numeric=True),
            Cell(gbp(each.amount) if each.amount else "Nothing", numeric=True),
        ]
        for each in decided
    ]


def _attendance(meeting: PanelMeeting) -> Table:
    people = meeting.attendances.order_by("-counts", "name", "pk")
    return Table(
        headings=[Heading("Name"), Heading("Speaks for"), Heading("Attendance")],
        rows=[
            [Cell(each.name), Cell(each.get_area_display() or "In attendance"), Cell(_came(each))]
            for each in people
        ],
        caption="Attendance",
    )


def _came(each: Attendance) -> str:
    if not each.arrived_at:
        return each.get_status_display()
    came = time(each.arrived_at.astimezone(clock.LONDON).time())
    if not each.left_at:
        return f"From {came}"
    return f"From {came} to {time(each.left_at.astimezone(clock.LONDON).time())}"


def _item(meeting: PanelMeeting, item: AgendaItem) -> list[Block]:
    request = item.request
    apart = [each.person.name for each in request.conflicts.select_related("person")]
    lines = {line.pk: line.service.name for line in request.lines.all()}
    decided = decisions_in_force(item) if item.state == AgendaItem.State.CLOSED else []
    said = [
        f"{lines[each.line_id]}: {each.outcome.lower()}"
        + (f", {gbp(each.amount)}" if each.amount else "")
        + f". {each.reasons}"
        for each in decided
    ]
    return [
        heading(f"Item {item.position}: {request.reference}"),
        *([paragraph(f"Taken late: {item.late_reason}")] if item.late_reason else []),
        *([paragraph(f"Took no part: {listed(apart)}.")] if apart else []),
        *([paragraph(f"Reopened: {item.reopen_reason}")] if item.reopen_reason else []),
        points(*said) if said else paragraph(f"{item.get_state_display()}."),
    ]


def _corrections(meeting: PanelMeeting) -> list[Block]:
    found = list(meeting.corrections.select_related("written_by").order_by("version"))
    if not found:
        return []
    said = [
        f"Version {each.version}, {each.written_by.name}, {moment(each.written_at)}: {each.words}"
        for each in found
    ]
    return [heading("What was corrected"), points(*said)]
