"""What the desk shows of an item, the essentials first: what, how much, why, by when."""

from mdps.core import slots
from mdps.core.cells import state_tag
from mdps.core.models import User
from mdps.core.money import gbp
from mdps.core.permissions import Permission, can
from mdps.core.ui import Cell, Heading, Identity, Row, Section, Table, Tag
from mdps.core.words import day
from panel.give_view import views_of
from panel.items import requested, services
from panel.models import AgendaItem, MemberView, PanelMeeting
from panel.queries import decisions_about, decisions_on_case
from panel.quorum import quorum_of
from panel.tables import decision_table, line_table
from panel.timetable import slot_of
from referrals.court_words import court_of, deadline_cell, filing_cell
from referrals.sections import narrative_section

Opinion = MemberView.Opinion
COLOURS = {
    Opinion.SUPPORT: "green",
    Opinion.WITH_CHANGES: "turquoise",
    Opinion.NOT_SUPPORT: "red",
    Opinion.QUESTION: "yellow",
}


def identity(item: AgendaItem) -> Identity:
    """The bar on top of the desk: whose request it is, without saying anything of the child."""
    request = item.request
    return Identity(
        reference=request.reference,
        title=services(item) or request.category.short_name,
        tag=state_tag(item),
        holder=request.team.name,
        facts=[
            Row("Requested", gbp(requested(item))),
            Row("Deadline", deadline_cell(request)),
            *([Row("To be filed", filing_cell(request))] if court_of(request) else []),
            Row("Case", request.case_reference),
            Row("For", request.get_subject_display()),
            Row("Legal basis", request.get_legal_basis_display()),
            Row("Full request", Cell("Open", url=request.get_absolute_url())),
        ],
    )


def sections(item: AgendaItem, user: User) -> list[Section]:
    """Everything there is to read, by what the user may read."""
    request = item.request
    reads = can(user, Permission.NARRATIVE_READ, request)
    lines = line_table(request.lines.all())
    return [
        *([narrative_section(request, readable=True, lines=request.lines.all())] if reads else []),
        Section("What is asked for", "components/table.html", {"table": lines}, id="lines"),
        *_views(item, user),
        *slots.fill("desk", user, item),
        *_decided(item),
        *_of_the_case(item),
        _meeting(item),
    ]


def _views(item: AgendaItem, user: User) -> list[Section]:
    """Before the item opens one's own; then everybody's, to the panel."""
    views = views_of(item, user)
    if not can(user, Permission.PANEL_DECIDE) or (not views and not item.views_are_open):
        return []
    table = Table(
        headings=[Heading("Member"), Heading("View"), Heading("In their words")],
        rows=[[Cell(view.person.name), _opinion(view), Cell(view.words)] for view in views],
        empty="Nobody gave a view before the meeting.",
    )
    title = "Members' views" if item.views_are_open else "Your view, which nobody else sees yet"
    return [Section(title, "components/table.html", {"table": table}, id="views")]


def _opinion(view: MemberView) -> Cell:
    return Cell("", tag=Tag(view.get_opinion_display(), COLOURS[Opinion(view.opinion)]))


def _decided(item: AgendaItem) -> list[Section]:
    """What this meeting entered, released or not, and what earlier ones decided."""
    here = [each for each in item.decisions.all() if each.pk]
    standing = list(decisions_about(item.request))
    entered = [each for each in here if each.pk not in {one.pk for one in standing}]
    if not entered and not standing:
        return []
    entered.sort(key=lambda each: (-each.round, each.line_id))
    for each in entered:
        each.item = item
    table = decision_table([*entered, *standing], caption="Decisions, the latest first")
    return [
        Section("What the panel decided", "components/table.html", {"table": table}, id="decisions")
    ]


def _of_the_case(item: AgendaItem) -> list[Section]:
    """What was decided before for the same case, so that like is decided alike (CR ¶14)."""
    found = list(decisions_on_case(item.request))
    if not found:
        return []
    table = Table(
        headings=[
            Heading("Request"),
            Heading("Service"),
            Heading("Decision"),
            Heading("Approved", numeric=True),
        ],
        rows=[
            [
                Cell(each.line.request.reference),
                Cell(each.line.service.name),
                Cell(f"{each.outcome}, {day(each.decided_on)}"),
                Cell(gbp(each.amount) if each.amount else "Nothing", numeric=True),
            ]
            for each in found
        ],
    )
    title = "Decided before for this case"
    return [Section(title, "components/table.html", {"table": table}, id="case")]


def _meeting(item: AgendaItem) -> Section:
    """When it is planned for, whether it has a quorum, and why it is late or open again."""
    rows = [Row("Planned for", slot_of(item))]
    if item.meeting.state == PanelMeeting.State.OPEN:
        quorum = quorum_of(item)
        tag = Tag("Quorum", "green") if quorum.is_met else Tag("No quorum", "red")
        rows.append(Row("Quorum for this item", Cell(quorum.sentence, tag=tag)))
    if item.late_reason:
        rows.append(Row("Taken late because", item.late_reason))
    if item.reopen_reason:
        rows.append(Row("Reopened because", item.reopen_reason))
    return Section("At this meeting", "components/summary_list.html", {"rows": rows}, id="meeting")
