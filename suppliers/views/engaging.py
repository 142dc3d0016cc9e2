"""Market engagement: the events, one of them with its guests, recording both."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django_filters import ChoiceFilter

from mdps.core import cells, timeline
from mdps.core.forms import PageForm
from mdps.core.lists import Column, ListPage
from mdps.core.lists.filters import ListFilter
from mdps.core.pages import ActionPage, Page
from mdps.core.permissions import Permission, can
from mdps.core.ui import Action, Cell, Empty, Heading, Identity, Link, Row, Section, Table
from mdps.core.words import count, day, listed
from suppliers.engage import Guest, attended, change, correct, read_lines, record
from suppliers.forms import EventForm, GuestForm, GuestsForm
from suppliers.models import Attendance, EngagementEvent
from suppliers.reach import events, guests
from suppliers.views.tabs import TABS


class EventFilter(ListFilter):
    kind = ChoiceFilter(choices=EngagementEvent.Kind.choices, label="Kind", empty_label="Any kind")

    class Meta:
        model = EngagementEvent
        fields: list[str] = []


class Events(ListPage):
    tabs = TABS
    permissions = (Permission.SUPPLIER_READ,)
    title = "Market engagement"
    lead = "Of those who came: how many applied for a lot of the event since, and were admitted."
    sort = "-held_on"
    columns = (
        Column("Event", lambda each: Cell(each.title, url=each.get_absolute_url())),
        Column("Kind", lambda each: each.get_kind_display()),
        Column("Date", lambda each: cells.date(each.held_on), sort="held_on"),
        Column("Came", lambda each: cells.number(each.came), numeric=True),
        Column("Applied", lambda each: cells.number(each.applied), numeric=True),
        Column("Admitted", lambda each: cells.number(each.admitted), numeric=True),
    )
    filterset_class = EventFilter
    empty = Empty(
        "No event is recorded yet",
        "Record a briefing or a workshop, then who came. Who applies afterwards is counted.",
    )

    def rows(self) -> QuerySet:
        return events()

    def content(self) -> dict[str, Any]:
        new = Link("Record an event", reverse("suppliers:record-event"))
        may = can(self.user, Permission.SUPPLIER_MANAGE)
        return super().content() | {"primary": new if may else None}


def find_event(user: Any, pk: int) -> EngagementEvent:
    """The event, for those who see suppliers; raises Http404."""
    sees = can(user, Permission.SUPPLIER_READ)
    return get_object_or_404(events() if sees else EngagementEvent.objects.none(), pk=pk)


class EventPage(Page):
    permissions = (Permission.SUPPLIER_READ,)

    def find(self, pk: int) -> Any:
        return find_event(self.user, pk)

    def content(self) -> dict[str, Any]:
        event = self.record
        lots = [lot.short for lot in event.lots.all()]
        manages = can(self.user, Permission.SUPPLIER_MANAGE)
        return {
            "breadcrumbs": [Link("Market engagement", reverse("suppliers:events"))],
            "identity": Identity(
                reference=event.reference,
                title=event.title,
                facts=[
                    Row("Date", day(event.held_on)),
                    Row("Came", str(event.came)),
                    Row("Applied since", str(event.applied)),
                    Row("Admitted since", str(event.admitted)),
                ],
            ),
            "actions": _actions(event) if manages else [],
            "sections": [
                _about(event, lots),
                Section("Who came", "components/table.html", {"table": _guests(event, manages)}),
            ],
            "events": timeline.events(event),
        }


def _actions(event: EngagementEvent) -> list[Action]:
    return [
        Action("Record who came", reverse("suppliers:guests", args=[event.pk])),
        Action(
            "Change the event", reverse("suppliers:change-event", args=[event.pk]), secondary=True
        ),
    ]


def _about(event: EngagementEvent, lots: list[str]) -> Section:
    places = [event.place] * bool(event.place) + ["Online"] * event.is_online
    rows = [
        Row("Kind", event.get_kind_display()),
        Row("Place", listed(places)),
        Row("About", listed(lots) or "No lot"),
    ]
    return Section("About the event", "components/summary_list.html", {"rows": rows}, id="about")


def _guests(event: EngagementEvent, manages: bool) -> Table:
    headings = [
        Heading("Organisation"),
        Heading("Supplier"),
        Heading("Applied since"),
        Heading("Admitted since"),
    ]
    return Table(
        headings=headings,
        rows=[_guest(each, manages) for each in guests(event).select_related("supplier")],
        caption="Organisations",
        empty="Nobody is recorded yet.",
    )


def _guest(guest: Any, manages: bool) -> list[Cell]:
    change_url = reverse("suppliers:guest", args=[guest.pk]) if manages else ""
    supplier = guest.supplier
    return [
        Cell(guest.organisation, url=change_url, hint=guest.email),
        Cell(supplier.name, url=supplier.get_absolute_url()) if supplier else Cell("Not known"),
        Cell("Yes" if guest.applied else "No"),
        Cell("Yes" if guest.admitted else "No"),
    ]


class RecordEvent(ActionPage):
    permission = Permission.SUPPLIER_MANAGE
    form_class = EventForm

    def content(self) -> dict[str, Any]:
        return {
            "title": "Record an event",
            "cancel": Link("Cancel", reverse("suppliers:events")),
        }

    def act(self, form: EventForm) -> str:
        return record(**_given(form), by=self.user).get_absolute_url()


class OfEvent(ActionPage):
    permission = Permission.SUPPLIER_MANAGE

    def find(self, pk: int) -> Any:
        return find_event(self.user, pk)


class ChangeEvent(OfEvent):
    form_class = EventForm

    def form_options(self) -> dict[str, Any]:
        event = self.record
        initial = {
            name: getattr(event, name)
            for name in EventForm.base_fields
            if name != "lots" and name != "one_time_key"
        }
        return {"initial": initial | {"lots": list(event.lots.all())}}

    def content(self) -> dict[str, Any]:
        return {
            "title": "Change the event",
            "cancel": Link("Cancel", self.record.get_absolute_url()),
        }

    def act(self, form: EventForm) -> str:
        change(self.record, **_given(form), by=self.user)
        return self.record.get_absolute_url()


class Guests(OfEvent):
    form_class = GuestsForm

    def content(self) -> dict[str, Any]:
        return {
            "title": "Record who came",
            "caption": self.record.title,
            "cancel": Link("Cancel", self.record.get_absolute_url()),
        }

    def act(self, form: GuestsForm) -> str:
        number = attended(self.record, read_lines(form.cleaned_data["lines"]), by=self.user)
        self.say(f"{count(number, 'organisation')} recorded.")
        return self.record.get_absolute_url()


class GuestPage(ActionPage):
    permission = Permission.SUPPLIER_MANAGE
    form_class = GuestForm
    record: Attendance

    def find(self, pk: int) -> Attendance:
        sees = can(self.user, Permission.SUPPLIER_READ)
        all_of_them = Attendance.objects.select_related("event")
        return get_object_or_404(all_of_them if sees else all_of_them.none(), pk=pk)

    def form_options(self) -> dict[str, Any]:
        guest = self.record
        return {"initial": {"lines": guest.organisation, "email": guest.email}}

    def content(self) -> dict[str, Any]:
        return {
            "title": "Correct who came",
            "caption": self.record.event.title,
            "cancel": Link("Cancel", self.record.event.get_absolute_url()),
        }

    def act(self, form: GuestForm) -> str:
        name = " ".join(form.cleaned_data["lines"].split())
        correct(self.record, Guest(name, form.cleaned_data["email"]), by=self.user)
        self.say("The guest is corrected.")
        return self.record.event.get_absolute_url()


def _given(form: PageForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in form.fields if name != "one_time_key"}
