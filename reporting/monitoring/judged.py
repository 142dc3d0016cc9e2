"""What the council makes of a return, drawn: ratings, actions, and the marks of social workers."""

from collections.abc import Sequence

from django.urls import reverse

from mdps.core.models import User
from mdps.core.permissions import Permission
from mdps.core.ui import Cell, Heading, Row, Section, Table
from mdps.core.words import count, countdown, day
from reporting.models import MonitoringAction, MonitoringReturn, SupplierRating
from reporting.monitoring.marks import Marks, marks_for
from reporting.monitoring.supplier_report import marks_table
from reporting.monitoring.words import grade_tag

TABLE, LIST = "components/table.html", "components/summary_list.html"


def rating(record: MonitoringReturn) -> list[Section]:
    """How it is rated, the latest first; nothing before it is. One query."""
    found = list(record.ratings.select_related("rated_by"))
    if not found:
        return []
    rows = [row for each in found for row in _rating(each)]
    return [Section("Rating", LIST, {"rows": rows}, id="rating")]


def _rating(each: SupplierRating) -> list[Row]:
    said = f"{day(each.rated_on)} by {each.rated_by}"
    return [
        Row(said, Cell("", tag=grade_tag(each.grade))),
        Row("Reasons", each.reasons),
    ]


def actions(record: MonitoringReturn, user: User) -> list[Section]:
    """What is to be done, the earliest day first; nothing where nothing is. One query."""
    found = list(record.actions.select_related("owner").order_by("due_on", "id"))
    if not found:
        return []
    return [Section("Actions", TABLE, {"table": _table(found, user)}, id="actions")]


def _table(found: Sequence[MonitoringAction], user: User) -> Table:
    return Table(
        caption="Actions after the return",
        headings=[Heading(text) for text in ("Action", "Owner", "Due", "Done")],
        rows=[
            [
                Cell(each.text, hint=each.reference),
                Cell(each.owner.name),
                Cell(day(each.due_on), hint="" if each.done_on else countdown(each.due_on)),
                _done(each, user),
            ]
            for each in found
        ],
    )


def _done(action: MonitoringAction, user: User) -> Cell:
    """When and how it was done; to who may say so, the way there."""
    if action.done_on:
        return Cell(day(action.done_on), hint=action.outcome)
    if action.owner_id == user.pk or Permission.MONITORING_MANAGE in user.permissions:
        return Cell("Say that it is done", url=reverse("monitoring:done", args=[action.pk]))
    return Cell("Not yet")


def marks(record: MonitoringReturn) -> list[Section]:
    """What social workers say of the packages that ended; nothing where none did. One query."""
    if not record.figures["totals"]["ended"]:
        return []
    found = marks_for(record)
    if not found.rated:
        ended = count(found.ended, "package")
        text = {"text": f"None of {ended} that ended has been rated yet."}
        return [_titled("components/inset.html", text)]
    return [_titled(TABLE, {"table": marks_table(found)}), *_remarks(found)]


def _titled(template: str, context: dict) -> Section:
    return Section("What social workers say", template, context, id="marks")


def _remarks(found: Marks) -> list[Section]:
    if not found.remarks:
        return []
    text = {"text": "\n\n".join(found.remarks)}
    return [Section("In their words", "components/inset.html", text, id="remarks")]
