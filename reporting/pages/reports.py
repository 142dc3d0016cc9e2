"""The list of reports: every version that the user may see."""

import datetime as dt

import django_filters
from django.db.models import QuerySet
from django.urls import reverse

from mdps.core import cells
from mdps.core.lists import Column, ListPage
from mdps.core.lists.filters import ListFilter
from mdps.core.permissions import Permission
from mdps.core.ui import Cell, Empty, Link
from mdps.core.words import day, moment
from reporting.models import Report
from reporting.periods import ONE_DAY
from reporting.queries import READERS, reports_visible_to


def period_ends() -> list[tuple[dt.date, str]]:
    """The last days of the periods that there are reports for, newest first."""
    ends = Report.objects.order_by("-period_end").values_list("period_end", flat=True).distinct()
    return [(end, day(end - ONE_DAY)) for end in ends]


class ReportFilter(ListFilter):
    kind = django_filters.ChoiceFilter(choices=Report.Kind.choices, label="Kind")
    state = django_filters.ChoiceFilter(choices=Report.State.choices, label="State")
    period_end = django_filters.ChoiceFilter(choices=period_ends, label="Period to")

    class Meta:
        model = Report
        fields = ("kind", "state", "period_end")


class Reports(ListPage):
    permissions = READERS
    title = "Reports"
    lead = "Frozen figures: a report says for ever what it said on the day it was made."
    sort = "-requested_at"
    filterset_class = ReportFilter
    empty = Empty("No reports yet", "A report appears here as soon as somebody asks for one.")
    columns = (
        Column(
            "Report",
            lambda each: Cell(
                each.get_kind_display(), url=each.get_absolute_url(), hint=each.reference
            ),
            hint="Reference",
        ),
        Column("Period", lambda each: each.period.words),
        Column("Version", lambda each: cells.number(each.version), numeric=True),
        Column("State", cells.state),
        Column(
            "Asked for",
            lambda each: Cell(moment(each.requested_at), raw=each.requested_at),
            sort="requested_at",
        ),
    )

    def rows(self) -> QuerySet:
        return reports_visible_to(self.user).defer("figures")

    @property
    def primary(self) -> Link | None:  # type: ignore[override]
        may_make = Permission.REPORT_MAKE in self.user.permissions
        return Link("Make a report", reverse("reporting:new")) if may_make else None
