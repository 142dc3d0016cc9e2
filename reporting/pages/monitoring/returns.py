"""The returns of suppliers: the list, and one of them."""

from typing import Any

import django_filters
from django.db.models import QuerySet

from mdps.core import cells, clock
from mdps.core.lists import Column, ListPage
from mdps.core.lists.filters import ListFilter, SearchFilter
from mdps.core.permissions import Permission
from mdps.core.ui import Cell, Empty
from mdps.core.words import countdown, day
from reporting.models import MonitoringReturn, MonitoringRound, SupplierRating
from reporting.monitoring.queries import overdue, returns_visible_to
from reporting.monitoring.words import grade_tag
from reporting.pages.monitoring.tabs import TABS

NOT_RATED = "none"
YES = [("yes", "Yes")]


def rounds() -> list[tuple[int, str]]:
    """Every round by its half year, the newest first."""
    found = MonitoringRound.objects.order_by("-period_end")
    return [(each.pk, each.period.words) for each in found]


class ReturnFilter(ListFilter):
    supplier = SearchFilter("supplier__name", label="Supplier")
    round = django_filters.ChoiceFilter(choices=rounds, label="Half year")
    state = django_filters.ChoiceFilter(choices=MonitoringReturn.State.choices, label="State")
    grade = django_filters.ChoiceFilter(
        choices=[*SupplierRating.Grade.choices, (NOT_RATED, "Not rated yet")],
        label="Rating",
        method="rated",
    )
    received = django_filters.ChoiceFilter(choices=YES, label="Received", method="were_received")
    overdue = django_filters.ChoiceFilter(choices=YES, label="Overdue", method="are_overdue")

    class Meta:
        model = MonitoringReturn
        fields = ("supplier", "round", "state", "grade", "received", "overdue")

    def rated(self, returns: QuerySet, name: str, value: str) -> QuerySet:
        return returns.filter(grade=None if value == NOT_RATED else value)

    def were_received(self, returns: QuerySet, name: str, value: str) -> QuerySet:
        return returns.exclude(state=MonitoringReturn.State.OPEN)

    def are_overdue(self, returns: QuerySet, name: str, value: str) -> QuerySet:
        return returns.filter(overdue(clock.today()))


class Returns(ListPage):
    tabs = TABS
    permissions = (Permission.MONITORING_READ,)
    title = "Monitoring returns"
    lead = "What each supplier says about its half year."
    sort = "-id"
    filterset_class = ReturnFilter
    empty = Empty(
        "No return has been asked for yet",
        "Returns come here when a monitoring round is opened.",
    )
    columns = (
        Column(
            "Supplier",
            lambda each: Cell(each.supplier.name, url=each.get_absolute_url(), hint=each.reference),
            hint="Reference",
        ),
        Column("Half year", lambda each: each.round.period.words),
        Column("State", cells.state),
        Column("Due", lambda each: due(each)),
        Column("Submitted", lambda each: cells.date(each.submitted_on)),
        Column("Live", lambda each: _total(each, "live"), numeric=True),
        Column("Ended", lambda each: _total(each, "ended"), numeric=True),
        Column("Rating", lambda each: rating(each)),
    )

    def rows(self) -> QuerySet:
        return returns_visible_to(self.user)


def due(each: MonitoringReturn) -> Cell:
    """The due day; while it waits for the provider, how many days are left."""
    waits = each.state in MonitoringReturn.WITH_PROVIDER
    return Cell(
        day(each.round.due_on), hint=countdown(each.round.due_on) * waits, raw=each.round.due_on
    )


def rating(each: Any) -> Cell:
    """How the supplier is rated in the round."""
    tag = grade_tag(each.grade)
    return Cell("", tag=tag, raw=tag.text)


def _total(each: MonitoringReturn, name: str) -> Cell:
    return cells.number(each.figures["totals"][name])
