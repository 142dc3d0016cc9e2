"""Who was on which lot on a day: any day in the past, and days to come as they are decided now."""

import datetime as dt

from django.db.models import QuerySet
from django_filters import ModelChoiceFilter

from lots.models import Lot
from mdps.core import cells, clock
from mdps.core.lists import Column, ListPage
from mdps.core.lists.filters import DayFilter, ListFilter, SearchFilter
from mdps.core.permissions import Permission
from mdps.core.ui import Cell, Empty, Tag
from mdps.core.words import day
from suppliers.models import Admission
from suppliers.queries import admissions_visible_to, standing_on
from suppliers.views.tabs import TABS

LABELS = {
    Admission.State.ADMITTED: Tag("Admitted", "green"),
    Admission.State.SUSPENDED: Tag("Suspended", "orange"),
    Admission.State.REMOVED: Tag("Removed that day", "grey"),
    Admission.State.WITHDRAWN: Tag("Withdrawn that day", "grey"),
}


class DayOfStandingFilter(ListFilter):
    """By the day (today unless given), the lot and the supplier."""

    on = DayFilter(label="Day", method="skip")
    lot = ModelChoiceFilter(queryset=Lot.objects.all(), label="Lot", empty_label="Every lot")
    supplier = SearchFilter("supplier__name", label="Supplier")

    class Meta:
        model = Admission
        fields: list[str] = []

    def skip(self, queryset: QuerySet, name: str, value: object) -> QuerySet:
        """The day is looked at below, given or not."""
        return queryset

    @property
    def day(self) -> dt.date:
        """The day that is asked about."""
        asked = self.form.cleaned_data.get("on") if self.form.is_valid() else None
        return asked or clock.today()

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        return super().filter_queryset(queryset).filter(pk__in=standing_on(self.day).values("pk"))


class OnADay(ListPage):
    """Each supplier and lot, with its standing on the day, suspended ones included."""

    tabs = TABS
    permissions = (Permission.SUPPLIER_READ,)
    sort = "-admitted_on"
    filterset_class = DayOfStandingFilter
    empty = Empty("Nobody was on a lot that day", "Choose another day.")

    @property
    def day(self) -> dt.date:
        filterset = self.filterset
        return filterset.day if isinstance(filterset, DayOfStandingFilter) else clock.today()

    @property
    def title(self) -> str:  # type: ignore[override]
        return f"On the lots on {day(self.day)}"

    @property
    def columns(self) -> tuple[Column, ...]:  # type: ignore[override]
        return (
            Column("Supplier", _supplier),
            Column("Lot", lambda each: each.lot.short),
            Column("Standing", lambda each: _standing(each, self.day)),
            Column("Suspension", lambda each: _suspension(each, self.day)),
            Column("Admitted", lambda each: cells.date(each.admitted_on), sort="admitted_on"),
            Column("Last day", lambda each: cells.date(each.ended_on)),
        )

    def rows(self) -> QuerySet:
        return (
            admissions_visible_to(self.user)
            .select_related("supplier", "lot")
            .prefetch_related("suspensions")
        )


def _supplier(admission: Admission) -> Cell:
    return Cell(admission.supplier.name, url=admission.supplier.get_absolute_url())


def _standing(admission: Admission, on: dt.date) -> Cell:
    tag = LABELS[Admission.State(admission.standing_on(on) or Admission.State.ADMITTED)]
    return Cell("", tag=tag, raw=tag.text)


def _suspension(admission: Admission, on: dt.date) -> str:
    """Its kind and its days, where one covers the day."""
    found = next((each for each in admission.suspensions.all() if each.covers(on)), None)
    if not found:
        return ""
    until = f" to {day(found.until)}" if found.until else ""
    return f"{found.get_kind_display()}, from {day(found.starts_on)}{until}"
