"""The lines behind a figure of what was requested and approved, one decision a row."""

from decimal import Decimal
from typing import Any

import django_filters
from django.db.models import F, QuerySet
from django.urls import reverse

from lots.models import RequestCategory
from mdps.core import cells, clock
from mdps.core.financial_years import first_day, last_day
from mdps.core.lists import Column, ListPage
from mdps.core.lists.filters import DayFilter, ListFilter
from mdps.core.money import ZERO
from mdps.core.permissions import Permission
from mdps.core.ui import Cell, Empty, Link
from panel.items import outcome_tag
from panel.kinds import FINAL
from panel.models import PanelDecision
from panel.models.reason import Kind
from reporting.figures.panel_activity import NO_REASON
from reporting.pages.tabs import TABS


class DecidedFilter(ListFilter):
    year = django_filters.CharFilter(
        label="Financial year",
        help_text="Like 2026-27",
        method="in_year",
    )
    category = django_filters.ModelChoiceFilter(
        queryset=RequestCategory.objects.all(),
        field_name="line__request__category",
        to_field_name="position",
        label="Request category",
    )
    approved = django_filters.ChoiceFilter(
        label="Approved", choices=[("yes", "Something was approved")], method="with_an_amount"
    )
    team = django_filters.CharFilter(field_name="line__request__team__name", label="Team")
    kind = django_filters.ChoiceFilter(choices=Kind.choices, label="Decision")
    final = django_filters.ChoiceFilter(
        label="Decided for good", choices=[("yes", "Yes")], method="for_good"
    )
    reason = django_filters.CharFilter(label="Reason code", method="for_a_reason")
    less = django_filters.ChoiceFilter(
        label="Not approved",
        choices=[("yes", "Less was approved than requested")],
        method="with_less",
    )
    since = DayFilter(field_name="decided_on", lookup_expr="gte", label="Decided from")
    until = DayFilter(field_name="decided_on", lookup_expr="lte", label="Decided to")

    class Meta:
        model = PanelDecision
        fields = (
            *("year", "category", "approved", "team", "kind", "final", "reason", "less"),
            *("since", "until"),
        )

    def in_year(self, decisions: QuerySet, name: str, value: str) -> QuerySet:
        """Both days included; what is no year finds nothing."""
        if not (value[:4].isascii() and value[:4].isdigit()) or not 1000 <= int(value[:4]) <= 9998:
            return decisions.none()
        return decisions.filter(decided_on__range=(first_day(value), last_day(value)))

    def for_good(self, decisions: QuerySet, name: str, value: str) -> QuerySet:
        """Those that count in what was requested and approved."""
        return decisions.filter(kind__in=FINAL)

    def for_a_reason(self, decisions: QuerySet, name: str, value: str) -> QuerySet:
        """By the words of its reason code; those without one by the words for that."""
        if value == NO_REASON:
            return decisions.filter(reason_code=None)
        return decisions.filter(reason_code__words=value)

    def with_less(self, decisions: QuerySet, name: str, value: str) -> QuerySet:
        """Of those decided for good: what was not approved is avoided, at least for now."""
        return decisions.filter(kind__in=FINAL, amount__lt=F("line__requested_amount"))

    def with_an_amount(self, decisions: QuerySet, name: str, value: str) -> QuerySet:
        return decisions.filter(amount__gt=0)


class DecidedLines(ListPage):
    """Nothing about a child: the line's number, its service and its amounts."""

    tabs = TABS
    permissions = (Permission.FIGURES_READ,)
    title = "Lines the panel decided"
    lead = "What each figure adds up, GBP excluding VAT."
    sort = "-decided_on"
    filterset_class = DecidedFilter
    empty = Empty("Nothing is decided yet", "Lines come here when the panel decides them.")
    columns = (
        Column("Line", lambda each: each.line.reference),
        Column("Request", lambda each: each.line.request.reference),
        Column("Service", lambda each: each.line.service.name),
        Column("Request category", lambda each: each.line.request.category.short_name),
        Column("Decided", lambda each: cells.date(each.decided_on), sort="decided_on"),
        Column("Decision", lambda each: Cell("", tag=outcome_tag(each), raw=each.outcome)),
        Column("Requested", lambda each: cells.money(each.line.requested_amount), numeric=True),
        Column("Approved", lambda each: cells.money(each.amount), numeric=True),
        Column("Not approved", lambda each: cells.money(_not_approved(each)), numeric=True),
    )

    def rows(self) -> QuerySet:
        decided = PanelDecision.objects.standing().filter(decided_on__lte=clock.today())
        return decided.select_related("line__service", "line__request__category")

    def content(self) -> dict[str, Any]:
        return super().content() | {
            "back": Link("Requested and approved", reverse("reporting:panel"))
        }


def _not_approved(decision: PanelDecision) -> Decimal:
    """What was requested less what was approved; nought of a line that got more or waits."""
    if decision.kind not in FINAL:
        return ZERO
    return max(decision.line.requested_amount - decision.amount, ZERO)
