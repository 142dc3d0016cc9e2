"""What the council makes of a return: the rating, and actions."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from mdps.core import clock
from mdps.core.lists import Column, ListPage
from mdps.core.lists.filters import ListFilter, SearchFilter
from mdps.core.permissions import Permission
from mdps.core.rules import Refusal
from mdps.core.ui import Cell, Empty, Link, Row
from mdps.core.words import countdown, day
from reporting.models import MonitoringAction
from reporting.monitoring.act import (
    finish,
    overdue,
    owners,
    refusals_against_finish,
    set_action,
)
from reporting.monitoring.forms import ActionForm, FinishForm, RateForm
from reporting.monitoring.queries import actions_visible_to
from reporting.monitoring.rate import rate, refusals_against_rating
from reporting.pages.monitoring.reading import Reading, WherePossible
from reporting.pages.monitoring.returns import rounds
from reporting.pages.monitoring.tabs import TABS

STATES = [("open", "To be done"), ("overdue", "Overdue"), ("done", "Done")]


class RatePage(Reading):
    form_class = RateForm

    def against(self) -> list[Refusal]:
        return refusals_against_rating(self.record, on=clock.today())

    def content(self) -> dict[str, Any]:
        return super().content() | {
            "title": "Rate the supplier",
            "consequences": [
                "Its monitoring report is frozen as a PDF with the rating and your reasons.",
                "Its people are told, and can read it.",
                "An Inadequate rating offers the way to a suspension. Nothing is suspended by it.",
            ],
        }

    def act(self, form: RateForm) -> str:
        data = form.cleaned_data
        rated = rate(
            self.record,
            grade=data["grade"],
            reasons=data["reasons"],
            by=self.user,
            on=clock.today(),
        )
        self.say(f"{self.record.supplier} is rated: {rated.get_grade_display()}.")
        return self.record.get_absolute_url()


class SetAction(Reading):
    form_class = ActionForm

    def form_options(self) -> dict[str, Any]:
        return {"owners": owners(self.record.supplier), "initial": {"owner": self.user.pk}}

    def content(self) -> dict[str, Any]:
        return super().content() | {
            "title": "Set an action",
            "consequences": [
                "Its owner is told, and sees it on the home page until it is done.",
                "The supplier can read it.",
            ],
        }

    def act(self, form: ActionForm) -> str:
        data = form.cleaned_data
        action = set_action(
            self.record,
            text=data["text"],
            owner=data["owner"],
            due_on=data["due_on"],
            by=self.user,
            on=clock.today(),
        )
        self.say(f"{action.reference} is set, for {action.owner} by {day(action.due_on)}.")
        return self.record.get_absolute_url()


class FinishAction(WherePossible):
    permission = Permission.RETURN_COMPLETE
    form_class = FinishForm

    def against(self) -> list[Refusal]:
        return refusals_against_finish(self.action, by=self.user)

    def find(self, pk: int) -> MonitoringAction:
        return get_object_or_404(actions_visible_to(self.user), pk=pk)

    def check_permission(self) -> None:
        """The permission is about the return that the action belongs to."""
        self.action, self.record = self.record, self.record.of_return
        super().check_permission()

    def content(self) -> dict[str, Any]:
        action = self.action
        return super().content() | {
            "title": "Say that an action is done",
            "caption": f"{action.reference}, {self.record.supplier}",
            "figures": [
                Row("Action", action.text),
                Row("Owner", action.owner.name),
                Row("Due", day(action.due_on)),
            ],
            "cancel": Link("Cancel", self.record.get_absolute_url()),
        }

    def act(self, form: FinishForm) -> str:
        finish(self.action, outcome=form.cleaned_data["outcome"], by=self.user, on=clock.today())
        self.say(f"{self.action.reference} is done.")
        return self.record.get_absolute_url()


class ActionFilter(ListFilter):
    supplier = SearchFilter("of_return__supplier__name", label="Supplier")
    state = django_filters.ChoiceFilter(choices=STATES, label="State", method="in_state")
    mine = django_filters.ChoiceFilter(
        choices=[("yes", "Mine")], label="Owner", method="of_the_user"
    )

    round = django_filters.ChoiceFilter(
        field_name="of_return__round", choices=rounds, label="Half year"
    )

    class Meta:
        model = MonitoringAction
        fields = ("supplier", "state", "mine", "round")

    def in_state(self, actions: QuerySet, name: str, value: str) -> QuerySet:
        if value == "overdue":
            return actions.filter(overdue(clock.today()))
        return actions.filter(done_on__isnull=value == "open")

    def of_the_user(self, actions: QuerySet, name: str, value: str) -> QuerySet:
        return actions.filter(owner=self.request.user)


class Actions(ListPage):
    tabs = TABS
    permissions = (Permission.MONITORING_READ,)
    title = "Monitoring actions"
    lead = "What is to be done after a return, by whom, until when."
    sort = "-due_on"
    filterset_class = ActionFilter
    empty = Empty("No action is set", "Set one from the return of the supplier it is about.")
    columns = (
        Column("Action", lambda each: Cell(each.text, hint=each.reference), hint="Reference"),
        Column(
            "Supplier",
            lambda each: Cell(each.of_return.supplier.name, url=each.of_return.get_absolute_url()),
        ),
        Column("Half year", lambda each: each.of_return.round.period.words),
        Column("Owner", lambda each: each.owner.name),
        Column("Due", lambda each: due(each), sort="due_on"),
        Column("Done", lambda each: Cell(day(each.done_on), hint=each.outcome, raw=each.done_on)),
    )

    def rows(self) -> QuerySet:
        return actions_visible_to(self.user)


def due(action: MonitoringAction) -> Cell:
    """The last day; while it is not done, how many days are left."""
    left = "" if action.done_on else countdown(action.due_on)
    return Cell(day(action.due_on), hint=left, raw=action.due_on)
