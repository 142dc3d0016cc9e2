"""Opening and closing a meeting: pages that confirm, with figures and consequences."""

from typing import Any

from django.shortcuts import get_object_or_404

from mdps.core import clock
from mdps.core.forms import PageForm
from mdps.core.money import ZERO, gbp
from mdps.core.pages import ActionPage
from mdps.core.permissions import Forbidden, Permission
from mdps.core.ui import Link, Row
from mdps.core.words import count
from panel import meetings
from panel.chairing import NOT_A_CHAIR, may_lead
from panel.items import approved, open_lines, requested
from panel.models import PanelMeeting
from panel.pages.meetings import breadcrumbs
from panel.queries import items_of, meetings_visible_to


class OfMeeting(ActionPage):
    """An act on a whole meeting."""

    permission = Permission.MEETING_MANAGE

    def find(self, **kwargs: Any) -> PanelMeeting:
        return get_object_or_404(meetings_visible_to(self.user), pk=kwargs["pk"])

    def content(self) -> dict[str, Any]:
        meeting = self.record
        url = meeting.get_absolute_url()
        return {
            "caption": str(meeting),
            "breadcrumbs": breadcrumbs(Link(str(meeting), url)),
            "cancel": Link("Cancel", url),
        }


class OfChair(OfMeeting):
    """An act of whoever leads the meeting: a chair, a deputy, else the administrator."""

    permission = Permission.PANEL_READ

    def check_permission(self) -> None:
        super().check_permission()
        if not may_lead(self.user):
            raise Forbidden(NOT_A_CHAIR)


class OpenMeeting(OfChair):
    def content(self) -> dict[str, Any]:
        items = list(items_of(self.record))
        return super().content() | {
            "title": "Open the meeting",
            "submit": "Open the meeting",
            "refusals": meetings.refusals_against_opening(
                self.record, by=self.user, on=clock.today()
            ),
            "figures": [
                Row("On the agenda", count(len(items), "item")),
                Row("Requested", gbp(sum(map(requested, items), ZERO))),
            ],
            "consequences": [
                "Members can decide the items.",
                "The agenda keeps its order. Late requests can still be put at its end.",
            ],
        }

    def act(self, form: PageForm) -> str:
        meetings.open_meeting(self.record, by=self.user, on=clock.today())
        self.say("The meeting is in progress.")
        return self.record.get_absolute_url()


class CloseMeeting(OfChair):
    def content(self) -> dict[str, Any]:
        items = list(items_of(self.record))
        left = sum(1 for item in items if open_lines(item))
        return super().content() | {
            "title": "Close the meeting",
            "submit": "Close the meeting",
            "refusals": meetings.refusals_against_closing(self.record),
            "figures": [
                Row("Decided", f"{len(items) - left} of {count(len(items), 'item')}"),
                Row("Requested", gbp(sum(map(requested, items), ZERO))),
                Row("Approved", gbp(sum(map(approved, items), ZERO))),
            ],
            "consequences": [
                "The decisions stand and can be printed as a decision sheet.",
                "A closed meeting is not opened again.",
            ],
        }

    def act(self, form: PageForm) -> str:
        meetings.close_meeting(self.record, by=self.user, on=clock.today())
        self.say("The meeting is closed.")
        return self.record.get_absolute_url()
