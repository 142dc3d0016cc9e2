"""A request on one page: what it is, how it stands, and what can be done."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from mdps.core import clock, papers, slots, timeline
from mdps.core.money import gbp
from mdps.core.pages import Page
from mdps.core.permissions import Permission, can
from mdps.core.ui import Action, Event, Identity, Link, Row, Section
from mdps.core.viewing import VIEWED
from referrals import panel_days
from referrals.court_words import deadline_cell
from referrals.draft_rules import Writing, can_be_changed
from referrals.emergency_section import emergency_sections
from referrals.endorse import refusals_against_endorsing
from referrals.models import RequestLine, SupportRequest
from referrals.pages.base import find_request
from referrals.pages.documents import documents_section
from referrals.sections import (
    about_section,
    invitation_sections,
    lines_section,
    manager_section,
    narrative_section,
    total,
)
from referrals.standing import holder, is_open, is_to_buy, state_tag
from referrals.submit import refusals_against_submitting
from referrals.take_back import refusals_against_taking_back
from referrals.withdraw import refusals_against_withdrawing

SAID_BY_THE_PANEL = {"requestline.approved", "requestline.declined"}
State = SupportRequest.State
CLOSED = (State.DECIDED, State.WITHDRAWN, State.DECLINED)
BEFORE_ENDORSEMENT = (State.DRAFT, State.SUBMITTED, State.RETURNED)


class RequestPage(Page):
    """What somebody asks for, for whoever may see it."""

    permissions = (Permission.REQUEST_READ,)
    record: SupportRequest

    def find(self, pk: int) -> SupportRequest:
        return find_request(self.user, pk)

    def content(self) -> dict[str, Any]:
        request = self.record
        lines = list(request.lines.select_related("service"))
        return {
            "breadcrumbs": [
                Link("Requests", reverse("referrals:list")),
                Link(request.reference, request.get_absolute_url(), current=True),
            ],
            "identity": self.identity(lines),
            "actions": [*self.own_actions(), *self.manager_actions()],
            "sections": [*self.sections(lines), *slots.fill("request", self.user, request)],
            "events": self.events(lines),
        }

    def events(self, lines: list[RequestLine]) -> list[Event]:
        """What happened: to the auditor each act and view, to the others what tells the story."""
        if can(self.user, Permission.AUDIT_READ):
            return timeline.events(self.record, *lines, without=SAID_BY_THE_PANEL)
        without = SAID_BY_THE_PANEL | {VIEWED}
        return once_a_day(timeline.events(self.record, *lines, without=without))

    def identity(self, lines: list[RequestLine]) -> Identity:
        request = self.record
        approved = total(lines, "approved_amount")
        meets_on = panel_days.of([request.pk]).get(request.pk)
        counts = is_open(request, to_buy=is_to_buy(lines))
        return Identity(
            reference=request.reference,
            title=request.category.short_name,
            tag=state_tag(request, self.user, meets_on=meets_on),
            holder=holder(request, meets=meets_on is not None),
            facts=[
                Row("Deadline", deadline_cell(request, counts=counts)),
                Row("Requested", gbp(total(lines, "requested_amount"))),
                *([Row("Approved", gbp(approved))] if approved else []),
            ],
        )

    def sections(self, lines: list[RequestLine]) -> list[Section]:
        request = self.record
        readable = can(self.user, Permission.NARRATIVE_READ, on=request)
        said = manager_section(request) if readable else None
        letters = papers.section_of(request, self.user, title="Letter of instruction")
        return [
            *([said] if said else []),
            about_section(request),
            narrative_section(request, readable=readable, lines=lines),
            lines_section(lines),
            *([documents_section(request)] if readable else []),
            *([letters] if letters else []),
            *invitation_sections(request),
            *emergency_sections(request, self.user),
        ]

    def own_actions(self) -> list[Action]:
        """What its requester can do; nothing once it is closed."""
        request, today = self.record, clock.today()
        if request.state in CLOSED or not can(self.user, Permission.REQUEST_RAISE, on=request):
            return []
        withdraw = Action(
            "Withdraw this request",
            self._url("withdraw"),
            refusals_against_withdrawing(request),
            secondary=True,
        )
        if can_be_changed(Writing(request.state, {}, today)):
            refusals = refusals_against_taking_back(request)
            text = "Take it back to change it"
            return [Action(text, self._url("take-back"), refusals, secondary=True), withdraw]
        refusals = refusals_against_submitting(request, on=today)
        return [
            Action("Continue writing this request", self._url("tasks"), secondary=not refusals),
            Action("Check and submit", self._url("submit"), refusals),
            withdraw,
        ]

    def manager_actions(self) -> list[Action]:
        """What a manager of its team can do until it is endorsed."""
        request = self.record
        is_manager = can(self.user, Permission.REQUEST_ENDORSE, on=request)
        if request.state not in BEFORE_ENDORSEMENT or not is_manager:
            return []
        refusals = refusals_against_endorsing(request, by=self.user)
        return [
            Action("Endorse this request", self._url("endorse"), refusals),
            Action("Return it", self._url("send-back"), refusals, secondary=True),
            Action("Decline it", self._url("decline"), refusals, secondary=True),
        ]

    def _url(self, page: str) -> str:
        return reverse(f"referrals:{page}", args=[self.record.pk])


def once_a_day(events: Iterable[Event]) -> list[Event]:
    """Without what the same person did before on the same day, like saving page after page."""
    shown: list[Event] = []
    for event in events:
        same = shown and (shown[-1].title, shown[-1].who) == (event.title, event.who)
        if not same or _day(shown[-1]) != _day(event):
            shown.append(event)
    return shown


def _day(event: Event) -> str:
    return event.when.partition(" at ")[0]
