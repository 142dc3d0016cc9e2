"""Requests for a Cabinet decision: raised from the line that needs it, noticed, decided."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from contracts.ask_cabinet import (
    ask_cabinet,
    earliest_for,
    publish_notice,
    withdraw,
)
from contracts.ask_cabinet_rules import NOTICE, WITHDRAW, Stepping, earliest_meeting
from contracts.limits import in_force
from contracts.models import CabinetRequest
from contracts.pages.tabs import TABS
from contracts.queries import open_lines
from contracts.resting_forms import AskCabinetForm, NoticeForm, WithdrawCabinetForm
from contracts.tables import request_cell
from lots.queries import current_scheme
from mdps.core import cells, clock, timeline
from mdps.core.lists import Column, ListPage
from mdps.core.money import gbp
from mdps.core.pages import ActionPage, Page
from mdps.core.permissions import Permission, can
from mdps.core.rules import Refusal, ask
from mdps.core.ui import Action, Cell, Empty, Identity, Link, Row, Section
from mdps.core.words import day
from referrals.models import RequestLine


def page_of(request: CabinetRequest) -> str:
    """Where a request for a Cabinet decision is shown."""
    return reverse("contracts:cabinet-request", args=[request.pk])


class CabinetRequests(ListPage):
    tabs = TABS
    permissions = (Permission.CONTRACT_READ,)
    title = "Requests for a Cabinet decision"
    lead = "A contract above the threshold waits for Cabinet (CR 4)."
    sort = "-raised_on"
    empty = Empty("Cabinet is asked nothing", "It is asked from the award that needs it.")
    columns = (
        Column("Request", lambda each: Cell(each.reference, url=page_of(each))),
        Column("Service", lambda each: each.line.service.name),
        Column("Raised", lambda each: cells.date(each.raised_on), sort="raised_on"),
        Column("State", cells.state),
        Column(
            "Cabinet may decide from",
            lambda each: cells.date(each.earliest_on) if each.earliest_on else "After its notice",
        ),
        Column("Up to", lambda each: cells.money(each.value), numeric=True),
    )

    def rows(self) -> QuerySet:
        return CabinetRequest.objects.select_related("line__service")


class CabinetRequestPage(Page):
    permissions = (Permission.CONTRACT_READ,)

    def find(self, pk: int) -> CabinetRequest:
        found = CabinetRequest.objects.select_related(
            "line__service", "line__request", "raised_by", "decision"
        )
        return get_object_or_404(found, pk=pk)

    def content(self) -> dict[str, Any]:
        asked = self.record
        return {
            "identity": Identity(
                reference=asked.reference,
                title=f"Cabinet decision on {asked.line.service.name}",
                tag=cells.state_tag(asked),
                facts=[Row("Up to", gbp(asked.value)), Row("Raised", day(asked.raised_on))],
            ),
            "back": Link("Requests for a Cabinet decision", reverse("contracts:cabinet-requests")),
            "actions": self.actions(),
            "sections": [
                Section(
                    "The request", "components/summary_list.html", {"rows": self.rows()}, id="asked"
                )
            ],
            "events": timeline.events(asked),
        }

    def rows(self) -> list[Row]:
        asked = self.record
        notice_days = in_force(asked.notice_on or clock.today()).notice_days
        rows = [
            Row("Request", request_cell(asked.line.request, self.user)),
            Row("Raised by", asked.raised_by.name),
            Row("Why", asked.reasons),
            Row("Meant for the meeting of", day(asked.meeting_on) or "Not known yet"),
            Row("Notice published", day(asked.notice_on) or "Not yet"),
        ]
        if asked.state in CabinetRequest.OPEN:
            since = "" if asked.notice_on else ", if the notice is published today"
            first = day(earliest_for(asked, clock.today()))
            rows.append(
                Row(
                    "Cabinet may decide from",
                    Cell(first, hint=f"{notice_days} clear days after the notice{since}"),
                )
            )
        if decision := asked.decision:
            rows += [
                Row("Decision", f"{decision.minute} of {day(decision.decided_on)}"),
                Row("Covers up to", gbp(decision.highest_value)),
                Row("Can be acted on from", day(decision.effective_from)),
                Row("Conditions", decision.conditions or "None"),
            ]
        return rows

    def actions(self) -> list[Action]:
        asked = self.record
        manages = can(self.user, Permission.AUTHORITY_MANAGE)
        awards = can(self.user, Permission.CONTRACT_AWARD, on=asked.line)
        actions = []
        if manages:
            actions.append(self._action("Record its notice", "publish-notice", asked.pk, NOTICE))
            record = reverse("contracts:record-cabinet", args=[asked.line_id])
            refusals = ask(WITHDRAW, self._facts())
            actions.append(Action("Record the decision", record, refusals, secondary=True))
        if awards:
            actions.append(self._action("Withdraw it", "withdraw-cabinet", asked.pk, WITHDRAW))
        return actions

    def _facts(self) -> Stepping:
        return stepping(self.record)

    def _action(self, text: str, name: str, pk: int, rules: Any) -> Action:
        refusals: list[Refusal] = ask(rules, self._facts())
        return Action(text, reverse(f"contracts:{name}", args=[pk]), refusals, secondary=True)


def stepping(asked: CabinetRequest) -> Stepping:
    """What the rules of its steps ask, before anything is entered."""
    return Stepping(reference=asked.reference, state=asked.state, on=clock.today())


class AskCabinet(ActionPage):
    permission = Permission.CONTRACT_AWARD
    form_class = AskCabinetForm

    def find(self, pk: int) -> RequestLine:
        return get_object_or_404(open_lines(), pk=pk)

    def form_options(self) -> dict[str, Any]:
        return {"initial": {"value": self.record.approved_left}}

    def content(self) -> dict[str, Any]:
        today, threshold = clock.today(), gbp(current_scheme().cabinet_threshold)
        days = in_force(today).notice_days
        return {
            "title": "Ask Cabinet for a decision",
            "caption": self.record.reference,
            "lead": f"A contract above {threshold} needs a Cabinet decision of its own.",
            "figures": [
                Row("Service", self.record.service.name),
                Row("Approved by the panel", gbp(self.record.approved_amount)),
                Row(
                    "Cabinet may decide from",
                    Cell(
                        day(earliest_meeting(today, days)),
                        hint=f"{days} clear days after its notice, if that is published today",
                    ),
                ),
            ],
            "back": Link("Back to the award", reverse("contracts:award", args=[self.record.pk])),
        }

    def act(self, form: AskCabinetForm) -> str:
        data = form.cleaned_data
        asked = ask_cabinet(
            self.record,
            value=data["value"],
            meeting_on=data["meeting_on"],
            reasons=data["reasons"],
            by=self.user,
            on=clock.today(),
        )
        self.say(f"{asked.reference} asks Cabinet for up to {gbp(asked.value)}.")
        return page_of(asked)


class OfRequestPage(ActionPage):
    """A step of one request."""

    title = ""

    def find(self, pk: int) -> CabinetRequest:
        return get_object_or_404(CabinetRequest.objects.select_related("line__request"), pk=pk)

    def content(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "caption": self.record.reference,
            "figures": [Row("Up to", gbp(self.record.value))],
            "cancel": Link("Cancel", page_of(self.record)),
        }


class PublishNotice(OfRequestPage):
    permission = Permission.AUTHORITY_MANAGE
    form_class = NoticeForm
    title = "Record the notice of the decision"

    def act(self, form: NoticeForm) -> str:
        day_of_notice = form.cleaned_data["notice_on"]
        publish_notice(self.record, notice_on=day_of_notice, by=self.user, on=clock.today())
        self.say("The notice is recorded.")
        return page_of(self.record)


class WithdrawCabinet(OfRequestPage):
    permission = Permission.CONTRACT_AWARD
    form_class = WithdrawCabinetForm
    title = "Withdraw the request"

    def content(self) -> dict[str, Any]:
        return super().content() | {"consequences": ["Cabinet is asked no more."], "danger": True}

    def act(self, form: WithdrawCabinetForm) -> str:
        withdraw(self.record, by=self.user, on=clock.today())
        self.say(f"{self.record.reference} is withdrawn.")
        return page_of(self.record)
