"""The meetings by month, one as a file, and a private address to subscribe to."""

import calendar as months
import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View

from mdps.core import clock, outbox, rates
from mdps.core.cells import state_tag
from mdps.core.forms import PageForm
from mdps.core.pages import ActionPage, Page
from mdps.core.permissions import Permission
from mdps.core.ui import Link, Row, Tag
from mdps.core.words import day, time
from panel import feed
from panel.models import CalendarFeed, PanelMeeting
from panel.pages.meetings import TABS, breadcrumbs
from panel.queries import meetings_visible_to

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
YEARS = range(2000, 2101)


@dataclass(frozen=True)
class Day:
    """One day of the month's table: its number and its meetings; empty beside the month."""

    number: int
    words: str
    is_today: bool
    meetings: list[tuple[Link, Tag]]


class Calendar(Page):
    """A month of meetings."""

    permissions = (Permission.PANEL_READ,)
    template_name = "panel/calendar.html"
    tabs = TABS

    def content(self) -> dict[str, Any]:
        first = self._first()
        before = (first - dt.timedelta(days=1)).replace(day=1)
        after = (first + dt.timedelta(days=32)).replace(day=1)
        return {
            "title": f"Panel meetings in {first:%B %Y}",
            "breadcrumbs": breadcrumbs(),
            "weekdays": WEEKDAYS,
            "weeks": self._weeks(first),
            "previous": Link(f"{before:%B %Y}", f"?month={before:%Y-%m}"),
            "next": Link(f"{after:%B %Y}", f"?month={after:%Y-%m}"),
            "subscribe": Link("Subscribe to this calendar", reverse("panel:subscription")),
        }

    def _first(self) -> dt.date:
        """The first day of the month that is asked for, else of this one.

        A month outside `YEARS` is none: beyond the first and last year there are no neighbours.
        """
        try:
            first = dt.date.fromisoformat(f"{self.request.GET.get('month', '')}-01")
        except ValueError:
            first = dt.date.min
        return first if first.year in YEARS else clock.today().replace(day=1)

    def _weeks(self, first: dt.date) -> list[list[Day]]:
        found = meetings_visible_to(self.user).filter(
            held_on__year=first.year, held_on__month=first.month
        )
        by_day: dict[int, list[PanelMeeting]] = {}
        for meeting in found.order_by("held_on", "starts_at"):
            by_day.setdefault(meeting.held_on.day, []).append(meeting)
        grid = months.Calendar().monthdayscalendar(first.year, first.month)
        return [[self._day(first, number, by_day) for number in week] for week in grid]

    def _day(self, first: dt.date, number: int, by_day: dict[int, list[PanelMeeting]]) -> Day:
        if not number:
            return Day(0, "", False, [])
        date = first.replace(day=number)
        meetings = [
            (
                Link(f"{time(each.starts_at)}, {each.place}", each.get_absolute_url()),
                state_tag(each),
            )
            for each in by_day.get(number, ())
        ]
        return Day(number, day(date), date == clock.today(), meetings)


class MeetingFile(Page):
    """One meeting for one's own calendar."""

    permissions = (Permission.PANEL_READ,)

    def find(self, **kwargs: Any) -> PanelMeeting:
        return get_object_or_404(meetings_visible_to(self.user), pk=kwargs["pk"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        name = f"{self.record.reference}.ics"
        return _file(feed.calendar_of([self.record]), name)


@method_decorator(login_not_required, name="dispatch")
class Feed(View):
    """All meetings, for a calendar program that knows the address and nothing else."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        rates.use(rates.PUBLIC_PAGE, request)
        if feed.person_of(token) is None:
            raise Http404
        return _file(feed.calendar_of(feed.meetings_of_feed(clock.today())), "panel.ics")


class SubscriptionForm(PageForm):
    """One of two buttons; no fields of its own."""


class Subscription(ActionPage):
    """One's private address: made, made anew, switched off."""

    permission = Permission.PANEL_READ
    form_class = SubscriptionForm
    template_name = "panel/subscription.html"

    def content(self) -> dict[str, Any]:
        held = CalendarFeed.objects.filter(person=self.user, is_on=True).first()
        address = ""
        if held:
            address = outbox.link(reverse("panel:feed", args=[feed.token_of(held)]))
        return {
            "title": "Subscribe to the panel's calendar",
            "breadcrumbs": breadcrumbs(Link("Calendar", reverse("panel:calendar"))),
            "lead": "Your calendar program reads the meetings from a private address.",
            "figures": [Row("Your address", address)] if address else [],
            "consequences_title": "Good to know",
            "consequences": [
                "It shows day, time, place and reference, and nothing of the agenda.",
                "Whoever knows the address can read it. Keep it to yourself.",
                "Making a new address ends the old one.",
            ],
            "submit": "Make a new address" if address else "Make an address",
            "is_on": bool(address),
            "cancel": Link("Back to the calendar", reverse("panel:calendar")),
        }

    def act(self, form: SubscriptionForm) -> str:
        if self.request.POST.get("end"):
            feed.end(by=self.user)
            self.say("Your calendar address is switched off.")
        else:
            feed.renew(by=self.user)
            self.say("Your calendar address is ready.")
        return reverse("panel:subscription")


def _file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=feed.TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
