"""The members of the panel with their seats, and the form that gives one."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from mdps.core import clock
from mdps.core.models import User
from mdps.core.pages import ActionPage, Page
from mdps.core.permissions import Permission, can
from mdps.core.ui import Action, Cell, Heading, Link, Section, Table
from panel.models import PanelSeat
from panel.pages.meetings import TABS, breadcrumbs
from panel.rules_table import rules_table
from panel.seats import members, seat
from panel.taking_part import SeatForm


class Members(Page):
    """Who sits on the panel, for what, and the rules by which it sits."""

    tabs = TABS
    permissions = (Permission.PANEL_READ,)
    template_name = "panel/members.html"

    def content(self) -> dict[str, Any]:
        return {
            "title": "Members of the panel",
            "breadcrumbs": breadcrumbs(),
            "sections": [
                Section("Members", "components/table.html", {"table": self._table()}, id="members"),
                Section(
                    "How the panel sits",
                    "components/table.html",
                    {"table": rules_table(clock.today())},
                    id="rules",
                ),
            ],
            "actions": [Action("Change how the panel sits", reverse("panel:rules"), secondary=True)]
            if can(self.user, Permission.PANEL_RULES_SET)
            else [],
        }

    def _table(self) -> Table:
        manages = can(self.user, Permission.MEETING_MANAGE)
        return Table(
            headings=[Heading("Member"), Heading("Speaks for"), Heading("Chairs")],
            rows=[
                [
                    Cell(
                        person.name,
                        url=reverse("panel:seat", args=[person.pk]) if manages else "",
                    ),
                    Cell(held.get_area_display() if (held := _seat(person)) else "No seat yet"),
                    Cell(_chairs(person, held)),
                ]
                for person in members()
            ],
            empty="Nobody is a member yet. A system administrator gives accounts their roles.",
        )


class Seat(ActionPage):
    """What one member speaks for."""

    permission = Permission.MEETING_MANAGE
    form_class = SeatForm
    record: User

    def find(self, **kwargs: Any) -> User:
        return get_object_or_404(members(), pk=kwargs["pk"])

    def form_options(self) -> dict[str, Any]:
        held = _seat(self.record)
        return {"initial": {"area": held.area, "is_deputy": held.is_deputy}} if held else {}

    def content(self) -> dict[str, Any]:
        return {
            "title": f"The seat of {self.record.name}",
            "breadcrumbs": breadcrumbs(Link("Members", reverse("panel:members"))),
            "cancel": Link("Cancel", reverse("panel:members")),
        }

    def act(self, form: SeatForm) -> str:
        given = form.cleaned_data
        seat(self.record, area=given["area"], is_deputy=given["is_deputy"], by=self.user)
        self.say(f"The seat of {self.record.name} is saved.")
        return reverse("panel:members")


def _seat(person: User) -> PanelSeat | None:
    return getattr(person, "panel_seat", None)


def _chairs(person: User, held: PanelSeat | None) -> str:
    if can(person, Permission.MEETING_MANAGE):
        return "Chair"
    return "Deputy" if held and held.is_deputy else ""
