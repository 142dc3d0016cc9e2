"""About an approval: endorsed or sent back by the chair, its conditions met, let run longer."""

from typing import Any

from django.shortcuts import get_object_or_404

from mdps.core import clock
from mdps.core.forms import PageForm
from mdps.core.money import gbp
from mdps.core.pages import ActionPage, Page
from mdps.core.permissions import Forbidden, Permission, require
from mdps.core.ui import Link, Row
from mdps.core.words import day
from panel import conditions, endorse_decision, extend
from panel.approval_forms import EndorseForm, ExtendForm, ReasonsForm
from panel.approvals import last_day
from panel.budget_sections import budget_section
from panel.chairing import NOT_A_CHAIR, may_chair
from panel.models import DecisionCondition, PanelDecision
from referrals.models import RequestLine
from referrals.queries import requests_visible_to


class OfChair(ActionPage):
    """An act of a chair or deputy."""

    permission = Permission.PANEL_DECIDE

    def check_permission(self) -> None:
        require(self.user, self.permission)
        if not may_chair(self.user):
            raise Forbidden(NOT_A_CHAIR)


class SendBackDecision(OfChair):
    """What was agreed in principle goes to the next meeting instead."""

    form_class = ReasonsForm

    def find(self, pk: int) -> PanelDecision:
        found = PanelDecision.objects.filter(
            kind=PanelDecision.Kind.IN_PRINCIPLE,
            line__request__in=requests_visible_to(self.user),
        )
        return get_object_or_404(
            found.select_related("line__service", "line__request__team", "item__meeting"), pk=pk
        )

    def content(self) -> dict[str, Any]:
        decision = self.record
        request = decision.line.request
        return {
            "title": f"Send {decision.line.service.name} to the next meeting",
            "caption": request.reference,
            "refusals": endorse_decision.refusals_against_endorsing(decision, by=self.user),
            "figures": self._figures(),
            "consequences": ["The next panel meeting decides it anew."],
            "cancel": Link("Cancel", request.get_absolute_url()),
        }

    def _figures(self) -> list[Row]:
        decision = self.record
        meeting = day(decision.item.meeting.held_on) if decision.item else ""
        return [
            Row("Agreed in principle", gbp(decision.amount)),
            Row("By the meeting of", meeting),
            Row("Reasons", decision.reasons),
        ]

    def act(self, form: ReasonsForm) -> str:
        endorse_decision.send_back(
            self.record, reasons=form.cleaned_data["reasons"], by=self.user, on=clock.today()
        )
        self.say("It waits for the next panel meeting.")
        return self.record.line.request.get_absolute_url()


class EndorseDecision(SendBackDecision):
    """What was agreed in principle becomes an approval."""

    form_class = EndorseForm

    def content(self) -> dict[str, Any]:
        decision, today = self.record, clock.today()
        budget = budget_section(decision.line.request, on=today).context["rows"]
        return super().content() | {
            "title": f"Endorse {decision.line.service.name}",
            "figures": [*self._figures(), *budget],
            "consequences": [
                f"{gbp(decision.amount)} is approved and can be awarded until "
                f"{day(last_day(today))}."
            ],
        }

    def act(self, form: EndorseForm) -> str:  # type: ignore[override]
        given = form.cleaned_data
        endorse_decision.endorse(
            self.record,
            reasons=given["reasons"],
            overspend_reason=given["overspend_reason"],
            by=self.user,
            on=clock.today(),
        )
        self.say(f"{gbp(self.record.amount)} is approved.")
        return self.record.line.request.get_absolute_url()


class ExtendApproval(OfChair):
    form_class = ExtendForm

    def find(self, pk: int) -> RequestLine:
        lines = RequestLine.objects.filter(
            request__in=requests_visible_to(self.user), approved_until__isnull=False
        )
        return get_object_or_404(lines.select_related("service", "request"), pk=pk)

    def content(self) -> dict[str, Any]:
        line, today = self.record, clock.today()
        return {
            "title": "Extend the approval",
            "caption": line.reference,
            "refusals": extend.refusals_against_extending(line, by=self.user, on=today),
            "figures": [
                Row("Service", line.service.name),
                Row("Left of the approval", gbp(line.approved_left)),
                Row("Runs until", day(line.approved_until)),
                Row("At most until", day(last_day(today))),
            ],
            "cancel": Link("Cancel", line.request.get_absolute_url()),
        }

    def act(self, form: ExtendForm) -> str:
        given = form.cleaned_data
        extend.extend(
            self.record,
            until=given["until"],
            reason=given["reason"],
            by=self.user,
            on=clock.today(),
        )
        self.say(f"The approval runs until {day(given['until'])}.")
        return self.record.request.get_absolute_url()


class TickCondition(ActionPage):
    """Whoever holds the condition's role says that it is met."""

    def find(self, pk: int) -> DecisionCondition:
        found = DecisionCondition.objects.filter(
            decision__in=PanelDecision.objects.in_force(),
            decision__line__request__in=requests_visible_to(self.user),
        )
        return get_object_or_404(
            found.select_related("decision__line__request", "decision__line__service"), pk=pk
        )

    def check_permission(self) -> None:
        Page.check_permission(self)
        if not conditions.may_tick(self.record, self.user):
            role = self.record.role_name.lower()
            raise Forbidden(f"This condition is ticked as met by a {role} of the request.")

    def content(self) -> dict[str, Any]:
        condition, line = self.record, self.record.decision.line
        before = "Before the award" if condition.before_award else "While it runs"
        return {
            "title": "Tick a condition as met",
            "caption": line.reference,
            "refusals": conditions.refusals_against_ticking(condition, by=self.user),
            "figures": [
                Row("Service", line.service.name),
                Row("Condition", condition.words),
                Row("To be met", before),
            ],
            "submit": "It is met",
            "cancel": Link("Cancel", line.request.get_absolute_url()),
        }

    def act(self, form: PageForm) -> str:
        conditions.tick(self.record, by=self.user, on=clock.today())
        self.say("The condition is ticked as met.")
        return self.record.decision.line.request.get_absolute_url()
