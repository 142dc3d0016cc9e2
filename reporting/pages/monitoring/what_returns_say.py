"""One number of the monitoring report, return by return: what each supplier adds to it."""

import django_filters
from django.db.models import QuerySet

from mdps.core import cells
from mdps.core.lists import Column, ListPage
from mdps.core.lists.filters import ListFilter
from mdps.core.permissions import Permission
from mdps.core.ui import Cell, Empty
from reporting.models import MonitoringReturn
from reporting.monitoring.measured import Measure, measures
from reporting.monitoring.queries import returns_visible_to
from reporting.pages.monitoring.returns import rounds
from reporting.pages.monitoring.tabs import TABS

State = MonitoringReturn.State
SAID = (State.SUBMITTED, State.ACCEPTED)
FIRST = "delivery.ordered"


def figures() -> list[tuple[str, str]]:
    """Each number by its key, in words."""
    return [(key, each.words) for key, each in measures().items()]


class NumberFilter(ListFilter):
    """By the half year and by which number is shown."""

    round = django_filters.ChoiceFilter(choices=rounds, label="Half year")
    figure = django_filters.ChoiceFilter(choices=figures, label="Number", method="that_count")

    class Meta:
        model = MonitoringReturn
        fields = ("round", "figure")

    @property
    def measure(self) -> Measure:
        """The number that is asked about; units ordered unless said otherwise."""
        asked = self.form.cleaned_data.get("figure") if self.form.is_valid() else None
        return measures()[asked or FIRST]

    def that_count(self, returns: QuerySet, name: str, value: str) -> QuerySet:
        """What a supplier says counts once it is submitted."""
        return returns if measures()[value].known else returns.filter(state__in=SAID)


class WhatReturnsSay(ListPage):
    """For those who read returns: what stands here stands in each of them."""

    tabs = TABS
    permissions = (Permission.MONITORING_READ,)
    lead = "What each supplier adds to this number of the monitoring report."
    sort = "-id"
    filterset_class = NumberFilter
    empty = Empty("No return counts yet", "What a supplier says counts once it is submitted.")

    @property
    def measure(self) -> Measure:
        filterset = self.filterset
        return filterset.measure if isinstance(filterset, NumberFilter) else measures()[FIRST]

    @property
    def title(self) -> str:  # type: ignore[override]
        return self.measure.words

    @property
    def columns(self) -> tuple[Column, ...]:  # type: ignore[override]
        measure = self.measure
        return (
            Column(
                "Supplier",
                lambda of: Cell(of.supplier.name, url=of.get_absolute_url(), hint=of.reference),
                hint="Reference",
            ),
            Column("Half year", lambda of: of.round.period.words),
            Column("State", cells.state),
            Column("Number", lambda of: cells.number(measure.number(of)), numeric=True),
        )

    def rows(self) -> QuerySet:
        return returns_visible_to(self.user)
