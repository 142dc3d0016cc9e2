"""Monitoring rounds: the list, one of them, and opening one by hand."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from mdps.core import cells, clock, timeline
from mdps.core.lists import Column, ListPage
from mdps.core.pages import ActionPage, Page
from mdps.core.permissions import Permission
from mdps.core.ui import Cell, Empty, Identity, Link, Row, Section
from mdps.core.words import count, day
from reporting.models import MonitoringReturn, MonitoringRound, SupplierRating
from reporting.monitoring.forms import OpenRoundForm
from reporting.monitoring.open_round import due_day, open_round
from reporting.monitoring.queries import rounds_visible_to
from reporting.monitoring.standing import Standing, standing_of
from reporting.pages.monitoring.tabs import TABS

State = MonitoringReturn.State


class Rounds(ListPage):
    tabs = TABS
    permissions = (Permission.MONITORING_READ,)
    title = "Monitoring rounds"
    lead = "Every half year each supplier with a call-off says how it went."
    sort = "-period_end"
    empty = Empty(
        "No round has been opened yet",
        "A round opens by itself on the day after a half year ends: 1 June and 1 December.",
    )
    columns = (
        Column("Half year", lambda each: Cell(each.period.words, url=each.get_absolute_url())),
        Column("Opened", lambda each: cells.date(each.opened_on)),
        Column("Returns due", lambda each: cells.date(each.due_on)),
        Column("Suppliers", lambda each: cells.number(each.all_of), numeric=True),
        Column("Received", lambda each: cells.number(each.received), numeric=True),
        Column("Accepted", lambda each: cells.number(each.accepted), numeric=True),
        Column("Overdue", lambda each: cells.number(each.late), numeric=True),
    )

    def rows(self) -> QuerySet:
        late = Q(returns__state__in=MonitoringReturn.WITH_PROVIDER, due_on__lt=clock.today())
        return rounds_visible_to(self.user).annotate(
            all_of=Count("returns"),
            received=Count("returns", filter=~Q(returns__state=State.OPEN)),
            accepted=Count("returns", filter=Q(returns__state=State.ACCEPTED)),
            late=Count("returns", filter=late),
        )

    @property
    def primary(self) -> Link | None:  # type: ignore[override]
        may_open = Permission.MONITORING_MANAGE in self.user.permissions
        return Link("Open a round", reverse("monitoring:open")) if may_open else None


class RoundPage(Page):
    """One round: how many returns are in, and where they are."""

    permissions = (Permission.MONITORING_READ,)

    def find(self, pk: int) -> MonitoringRound:
        return get_object_or_404(rounds_visible_to(self.user), pk=pk)

    def content(self) -> dict[str, Any]:
        record = self.record
        found = standing_of(record, on=clock.today())
        return {
            "back": Link("Monitoring rounds", reverse("monitoring:rounds")),
            "identity": Identity(
                reference=record.reference,
                title=f"Monitoring of {record.period.words}",
                facts=[
                    Row("Opened", f"{day(record.opened_on)} by {record.opened_by or 'the system'}"),
                    Row("Returns due", day(record.due_on)),
                ],
            ),
            "sections": [
                Section(
                    "Returns",
                    "components/summary_list.html",
                    {"rows": [*_counts(record, found)]},
                    id="returns",
                ),
                Section(
                    "How suppliers are rated",
                    "components/summary_list.html",
                    {"rows": [*_grades(record, found)]},
                    id="ratings",
                ),
            ],
            "events": timeline.events(record),
        }


def _counts(record: MonitoringRound, found: Standing) -> Iterator[Row]:
    """Each count with the way to the returns behind it."""
    for key, number, asked in (
        ("Suppliers asked", found.suppliers, {}),
        ("Received", found.received, {"received": "yes"}),
        ("Waiting to be accepted", found.to_accept, {"state": State.SUBMITTED}),
        ("Accepted", found.accepted, {"state": State.ACCEPTED}),
        ("Overdue", found.overdue, {"overdue": "yes"}),
    ):
        yield Row(key, cells.number(number, url=_returns(record, **asked)))


def _grades(record: MonitoringRound, found: Standing) -> Iterator[Row]:
    for grade, number in found.grades.items():
        label = SupplierRating.Grade(grade).label
        yield Row(label, cells.number(number, url=_returns(record, grade=grade)))
    unrated = found.suppliers - found.rated
    yield Row("Not rated yet", cells.number(unrated, url=_returns(record, grade="none")))


def _returns(record: MonitoringRound, **asked: str) -> str:
    return f"{reverse('monitoring:returns')}?{urlencode({'round': record.pk, **asked})}"


class OpenRound(ActionPage):
    """By hand, where a round was missed or is wanted before the night."""

    permission = Permission.MONITORING_MANAGE
    form_class = OpenRoundForm

    def form_options(self) -> dict[str, Any]:
        today = clock.today()
        return {"on": today, "initial": {"due_on": due_day(today)}}

    def content(self) -> dict[str, Any]:
        return {
            "title": "Open a monitoring round",
            "lead": "A round opens by itself on the day after a half year ends. Open one by hand "
            "where that was missed.",
            "consequences": [
                "Each supplier with a call-off in the half year gets a return, filled in with "
                "what the service knows. Those figures are frozen.",
                "Its people are told what is asked of them, and until when.",
            ],
            "cancel": Link("Cancel", reverse("monitoring:rounds")),
        }

    def act(self, form: OpenRoundForm) -> str:
        opened = open_round(
            form.ends_with, due_on=form.cleaned_data["due_on"], by=self.user, on=clock.today()
        )
        asked = count(opened.returns.count(), "supplier")
        self.say(f"{asked} asked for a return until {day(opened.due_on)}.")
        return opened.get_absolute_url()
