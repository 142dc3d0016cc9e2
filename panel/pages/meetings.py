"""The list of meetings, planning one, and its record with the agenda."""

from collections.abc import Callable
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django_filters import ChoiceFilter

from mdps.core import clock, papers, timeline
from mdps.core.cells import date, number, state, state_tag
from mdps.core.lists import Column, ListPage
from mdps.core.lists.filters import DayFilter, ListFilter
from mdps.core.models import User
from mdps.core.money import ZERO, gbp
from mdps.core.navigation import entry
from mdps.core.pages import ActionPage, Page
from mdps.core.permissions import Permission, can
from mdps.core.ui import Action, Cell, Empty, Identity, Link, Row, Section
from mdps.core.words import count, day, moment, time
from panel import agenda, meetings
from panel.chairing import may_lead
from panel.forms import MeetingForm
from panel.items import is_to_decide, requested
from panel.models import AgendaItem, PanelMeeting
from panel.queries import items_of, meetings_visible_to, readable_requests
from panel.review_section import review_section
from panel.tables import agenda_table
from panel.timetable import slots

State = PanelMeeting.State
NOT_OVER = (State.PLANNED, State.OPEN)


def breadcrumbs(*more: Link) -> list[Link]:
    """From home to the meetings, and on."""
    return [Link("Home", reverse("home")), Link("Panel meetings", reverse("panel:list")), *more]


class MeetingFilter(ListFilter):
    state = ChoiceFilter(label="State", choices=State.choices, empty_label="All")
    began = ChoiceFilter(label="Began", choices=[("yes", "Yes")], method="that_began")
    since = DayFilter(field_name="held_on", lookup_expr="gte", label="From")
    until = DayFilter(field_name="held_on", lookup_expr="lte", label="To")

    def that_began(self, meetings: QuerySet, name: str, value: str) -> QuerySet:
        return meetings.filter(state__in=(State.OPEN, State.CLOSED))


TABS = (
    entry("All meetings", "panel:list", Permission.PANEL_READ),
    entry("Calendar", "panel:calendar", Permission.PANEL_READ),
    entry("Members", "panel:members", Permission.PANEL_READ),
)

ITEM_STATES = ArraySubquery(
    AgendaItem.objects.filter(meeting=OuterRef("pk")).order_by().values("state")
)


def _items(state: str) -> Callable[[Any], Cell]:
    """The cell that says how many items of a meeting are in `state`."""
    return lambda meeting: number(meeting.item_states.count(state))


class Meetings(ListPage):
    tabs = TABS
    permissions = (Permission.PANEL_READ,)
    title = "Panel meetings"
    sort = "-held_on"
    filterset_class = MeetingFilter
    empty = Empty("No meeting is planned yet", "Planned meetings appear here with their agenda.")
    columns = (
        Column(
            "Date",
            lambda meeting: Cell(
                day(meeting.held_on), url=meeting.get_absolute_url(), raw=meeting.held_on
            ),
            sort="held_on",
        ),
        Column("Reference", lambda meeting: meeting.reference),
        Column("Starts at", lambda meeting: time(meeting.starts_at)),
        Column("Place", lambda meeting: meeting.place),
        Column("Chair", lambda meeting: meeting.chair_name),
        Column("Items", lambda meeting: number(len(meeting.item_states)), numeric=True),
        Column("Decided", _items(AgendaItem.State.CLOSED), numeric=True),
        Column("Not reached", _items(AgendaItem.State.NOT_REACHED), numeric=True),
        Column("State", state),
    )

    def rows(self) -> QuerySet:
        return meetings_visible_to(self.user)

    def with_columns(self, rows: QuerySet) -> QuerySet:
        found = rows.select_related(None).only("held_on", "starts_at", "place", "state")
        return found.annotate(chair_name=F("chair__name"), item_states=ITEM_STATES)

    @property
    def primary(self) -> Link | None:  # type: ignore[override]
        if not can(self.user, Permission.MEETING_MANAGE):
            return None
        return Link("Plan a meeting", reverse("panel:plan"))


class PlanMeeting(ActionPage):
    permission = Permission.MEETING_MANAGE
    form_class = MeetingForm

    def content(self) -> dict[str, Any]:
        return {
            "title": "Plan a panel meeting",
            "breadcrumbs": breadcrumbs(),
            "cancel": Link("Cancel", reverse("panel:list")),
        }

    def form_options(self) -> dict[str, Any]:
        return {"initial": {"chair": self.user.pk}}

    def act(self, form: MeetingForm) -> str:
        given = form.cleaned_data
        meeting = meetings.plan(
            held_on=given["held_on"],
            starts_at=given["starts_at"],
            place=given["place"],
            chair=given["chair"],
            by=self.user,
        )
        self.say(f"The meeting of {day(meeting.held_on)} is planned.")
        return meeting.get_absolute_url()


class Meeting(Page):
    """A meeting with its agenda."""

    permissions = (Permission.PANEL_READ,)

    def find(self, **kwargs: Any) -> PanelMeeting:
        return get_object_or_404(meetings_visible_to(self.user), pk=kwargs["pk"])

    def content(self) -> dict[str, Any]:
        meeting = self.record
        items = list(items_of(meeting))
        written = papers.section_of(meeting, self.user, title="Minutes and decision sheet")
        planned = slots(meeting, items)
        table = agenda_table(items, readable=readable_requests(meeting, self.user), slots=planned)
        return {
            "identity": identity(meeting, items),
            "breadcrumbs": breadcrumbs(),
            "actions": actions(meeting, items, self.user),
            "sections": [
                Section("Agenda", "components/table.html", {"table": table}, id="agenda"),
                *([written] if written else []),
                *review_section(meeting, on=clock.today()),
            ],
            "events": timeline.events(meeting),
        }


def identity(meeting: PanelMeeting, items: list[AgendaItem]) -> Identity:
    """The bar on top of a meeting's pages."""
    return Identity(
        reference=meeting.reference,
        title=str(meeting),
        tag=state_tag(meeting),
        holder=chaired(meeting),
        facts=[
            Row("Date", date(meeting.held_on)),
            Row(
                "Starts at",
                Cell(
                    f"{time(meeting.starts_at)}, calendar file",
                    url=reverse("panel:meeting-file", args=[meeting.pk]),
                ),
            ),
            Row("Place", meeting.place),
            Row("Papers due by", moment(meeting.papers_due_at)),
            Row("Agenda", count(len(items), "item")),
            Row("Requested", gbp(sum(map(requested, items), ZERO))),
        ],
    )


def chaired(meeting: PanelMeeting) -> str:
    """Who chairs it, or did; nobody's absence goes unsaid."""
    if meeting.state in (State.PLANNED, State.CANCELLED):
        return f"To be chaired by {meeting.chair.name}"
    if meeting.chaired_by is None:
        return "Chaired by nobody: in principle only"
    deputy = "" if meeting.chaired_by_id == meeting.chair_id else f" for {meeting.chair.name}"
    return f"Chaired by {meeting.chaired_by.name}{deputy}"


def actions(meeting: PanelMeeting, items: list[AgendaItem], user: User) -> list[Action]:
    """What `user` may ever do with the meeting; what is not possible now says why."""
    manages = can(user, Permission.MEETING_MANAGE)
    takes_part = manages or can(user, Permission.PANEL_DECIDE)
    return [
        *(_to_decide(items, user) if meeting.state == State.OPEN else ()),
        *(_to_chair(meeting, user) if may_lead(user) else ()),
        *(_to_attend(meeting) if takes_part and meeting.state in NOT_OVER else ()),
        *(_to_arrange(meeting, items) if manages and meeting.state in NOT_OVER else ()),
        *(_to_change(meeting) if manages and meeting.state == State.PLANNED else ()),
        *(_to_correct(meeting) if manages and meeting.state == State.CLOSED else ()),
        *(_to_print(meeting) if meeting.state == State.CLOSED else ()),
    ]


def _to_decide(items: list[AgendaItem], user: User) -> list[Action]:
    left = [item for item in items if is_to_decide(item)]
    if not left or not can(user, Permission.PANEL_DECIDE):
        return []
    return [Action("Go to the desk", reverse("panel:desk", args=[left[0].meeting_id]))]


def _to_attend(meeting: PanelMeeting) -> list[Action]:
    return [Action("Attendance", reverse("panel:attendance", args=[meeting.pk]), secondary=True)]


def _to_chair(meeting: PanelMeeting, user: User) -> list[Action]:
    if meeting.state == State.PLANNED:
        against = meetings.refusals_against_opening(meeting, by=user, on=clock.today())
        return [Action("Open the meeting", reverse("panel:open", args=[meeting.pk]), against)]
    if meeting.state == State.OPEN:
        against = meetings.refusals_against_closing(meeting)
        return [Action("Close the meeting", reverse("panel:close", args=[meeting.pk]), against)]
    return []


def _to_arrange(meeting: PanelMeeting, items: list[AgendaItem]) -> list[Action]:
    build = Action(
        "Put requests on the agenda", reverse("panel:build", args=[meeting.pk]), secondary=True
    )
    arrange = Action(
        "Arrange the agenda",
        reverse("panel:arrange", args=[meeting.pk]),
        agenda.refusals_against_arranging(meeting),
        secondary=True,
    )
    return [build, arrange] if items else [build]


def _to_change(meeting: PanelMeeting) -> list[Action]:
    return [
        Action("Change the meeting", reverse("panel:change", args=[meeting.pk]), secondary=True),
        Action("Cancel the meeting", reverse("panel:cancel", args=[meeting.pk]), warning=True),
    ]


def _to_print(meeting: PanelMeeting) -> list[Action]:
    return [Action("Decision sheet", reverse("panel:sheet", args=[meeting.pk]), secondary=True)]


def _to_correct(meeting: PanelMeeting) -> list[Action]:
    url = reverse("panel:correct-minutes", args=[meeting.pk])
    return [Action("Correct the minutes", url, secondary=True)]
