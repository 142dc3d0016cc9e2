"""Opening and closing a meeting: pages that confirm, with figures and consequences."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from mdps.core import clock
from mdps.core.forms import PageForm
from mdps.core.money import ZERO, gbp
from mdps.core.pages import ActionPage
from mdps.core.permissions import Forbidden, Permission
from mdps.core.ui import Link, Row
from mdps.core.words import count, listed
from panel import meetings
from panel.chairing import NOT_A_CHAIR, against_taking, may_lead, take_chair
from panel.items import approved, is_to_decide, requested
from panel.models import AgendaItem, PanelMeeting
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


class TakeChair(OfChair):
    """Who arrives takes over from a deputy, or from nobody."""

    def content(self) -> dict[str, Any]:
        meeting = self.record
        now = meeting.chaired_by.name if meeting.chaired_by else "Nobody"
        return super().content() | {
            "title": "Take the chair",
            "submit": "Take the chair",
            "refusals": against_taking(meeting, by=self.user),
            "figures": [Row("Chairs now", now)],
            "consequences": ["You open and close the items and the meeting.", "It is recorded."],
        }

    def act(self, form: PageForm) -> str:
        take_chair(self.record, by=self.user)
        self.say("You chair the meeting.")
        return reverse("panel:desk", args=[self.record.pk])


class CloseMeeting(OfChair):
    def content(self) -> dict[str, Any]:
        items = list(items_of(self.record))
        left = sum(1 for item in items if is_to_decide(item))
        waiting = [f"{each.position} ({each.request.reference})" for each in _left(items)]
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
                *(
                    [f"Not reached, and endorsed again for another meeting: {listed(waiting)}."]
                    if waiting
                    else []
                ),
                "The minutes and the decision sheet are written from what is recorded now.",
                "A closed meeting is not opened again.",
            ],
        }

    def act(self, form: PageForm) -> str:
        left = meetings.close_meeting(self.record, by=self.user, on=clock.today())
        wait = f" {count(len(left), 'request waits', 'requests wait')} for another." if left else ""
        self.say(f"The meeting is closed.{wait}")
        return self.record.get_absolute_url()


def _left(items: list[AgendaItem]) -> list[AgendaItem]:
    """What would not be reached."""
    return [item for item in items if is_to_decide(item) and not item.decisions.all()]
