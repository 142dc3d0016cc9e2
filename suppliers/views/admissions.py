"""Every admission with its days: who came to which lot, was suspended and went, and when."""

import django_filters
from django.db.models import F, Q, QuerySet

from lots.models import Lot
from mdps.core import cells
from mdps.core.lists import Column, ListPage
from mdps.core.lists.filters import DayFilter, ListFilter, SearchFilter
from mdps.core.permissions import Permission
from mdps.core.ui import Cell, Empty
from mdps.core.words import day
from suppliers.models import Admission, AdmissionSuspension
from suppliers.queries import admissions_visible_to
from suppliers.views.tabs import TABS

LEFT = [("removed", "Removed"), ("withdrawn", "Of its own accord")]


class AdmissionFilter(ListFilter):
    """Days are inclusive. A suspension that was called off before it began is none."""

    lot = django_filters.ModelChoiceFilter(
        queryset=Lot.objects.all(), label="Lot", empty_label="Every lot"
    )
    supplier = SearchFilter("supplier__name", label="Supplier")
    on = DayFilter(label="On the lot on", method="that_hold_on")
    admitted_since = DayFilter(field_name="admitted_on", lookup_expr="gte", label="Admitted from")
    admitted_until = DayFilter(field_name="admitted_on", lookup_expr="lte", label="Admitted to")
    suspended_since = DayFilter(label="Suspension began from", method="skip")
    suspended_until = DayFilter(label="Suspension began to", method="skip")
    ended_since = DayFilter(field_name="ended_on", lookup_expr="gte", label="Ended from")
    ended_until = DayFilter(field_name="ended_on", lookup_expr="lte", label="Ended to")
    left = django_filters.ChoiceFilter(choices=LEFT, label="How it ended", method="that_ended")

    class Meta:
        model = Admission
        fields = (
            *("lot", "supplier", "on", "admitted_since", "admitted_until", "suspended_since"),
            *("suspended_until", "ended_since", "ended_until", "left"),
        )

    def skip(self, admissions: QuerySet, name: str, value: object) -> QuerySet:
        """Both days are asked of the same suspension, below."""
        return admissions

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        given = self.form.cleaned_data
        since, until = given.get("suspended_since"), given.get("suspended_until")
        found = super().filter_queryset(queryset)
        if not (since or until):
            return found
        began = Q(resumes_on=None) | Q(resumes_on__gt=F("starts_on"))
        after = Q(starts_on__gte=since) if since else Q()
        before = Q(starts_on__lte=until) if until else Q()
        suspensions = AdmissionSuspension.objects.filter(began, after, before)
        return found.filter(pk__in=suspensions.values("admission"))

    def that_hold_on(self, admissions: QuerySet, name: str, value: object) -> QuerySet:
        """Suspended ones too; not those that ended on that day."""
        open_then = Q(ended_on=None) | Q(ended_on__gt=value)
        return admissions.filter(open_then, admitted_on__lte=value)

    def that_ended(self, admissions: QuerySet, name: str, value: str) -> QuerySet:
        removed = Q(state=Admission.State.REMOVED)
        return admissions.filter(
            removed if value == "removed" else ~removed, ended_on__isnull=False
        )


class Admissions(ListPage):
    tabs = TABS
    permissions = (Permission.SUPPLIER_READ,)
    title = "Admissions by their days"
    lead = "A row for each supplier on each lot, also where it has left since."
    sort = "-admitted_on"
    filterset_class = AdmissionFilter
    empty = Empty("Nobody was admitted yet", "A supplier stands here from the day it is admitted.")
    columns = (
        Column(
            "Supplier",
            lambda each: Cell(each.supplier.name, url=each.supplier.get_absolute_url()),
        ),
        Column("Lot", lambda each: each.lot.short),
        Column("State", cells.state),
        Column("Admitted", lambda each: cells.date(each.admitted_on), sort="admitted_on"),
        Column("Suspensions began", lambda each: _suspensions(each)),
        Column("Ended", lambda each: cells.date(each.ended_on)),
    )

    def rows(self) -> QuerySet:
        return (
            admissions_visible_to(self.user)
            .select_related("supplier", "lot")
            .prefetch_related("suspensions")
        )


def _suspensions(admission: Admission) -> str:
    """The first day of each."""
    return ", ".join(day(each.starts_on) for each in admission.suspensions.all())
