"""The rows behind what is said of the panel's waits, urgent approvals and conditions.

Nothing about a child: lines by their number, with days, amounts and what became of them.
"""

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from mdps.core import cells, clock, working_days
from mdps.core.lists import Column, ListPage
from mdps.core.lists.filters import DayFilter, ListFilter
from mdps.core.permissions import Permission
from mdps.core.ui import Cell, Empty, Link
from panel.items import outcome_tag
from panel.models import DecisionCondition, PanelDecision
from panel.models.reason import Kind
from reporting.figures.turnaround import decided_for_good
from reporting.pages.tabs import TABS

BECAME = [
    ("ratified", "Ratified by a meeting"),
    ("overturned", "Overturned by a meeting"),
    ("waiting", "Waits for a meeting"),
]
STATES = [
    ("met", "Met"),
    ("open_before_award", "Open, before an award"),
    ("open_while_running", "Open, while it runs"),
]


class PanelRows(ListPage):
    """A list of the panel's figures; whoever sees these sees it."""

    tabs = TABS
    permissions = (Permission.FIGURES_READ,)
    sort = "-decided_on"

    def content(self) -> dict[str, Any]:
        back = Link("Requested and approved", reverse("reporting:panel"))
        return super().content() | {"back": back}


class DaysFilter(ListFilter):
    since = DayFilter(field_name="decided_on", lookup_expr="gte", label="Decided from")
    until = DayFilter(field_name="decided_on", lookup_expr="lte", label="Decided to")

    class Meta:
        model = PanelDecision
        fields: tuple[str, ...] = ("since", "until")


class Waits(PanelRows):
    """How long each line waited, as reporting.figures.turnaround counts it."""

    title = "How long decisions took"
    lead = "Working days from a request's submission to the decision about each of its lines."
    filterset_class = DaysFilter
    empty = Empty("Nothing is decided yet", "Lines come here when they are decided for good.")
    columns = (
        Column("Line", lambda each: each.line.reference),
        Column("Submitted", lambda each: cells.date(each.line.request.submitted_on)),
        Column("Decided", lambda each: cells.date(each.decided_on), sort="decided_on"),
        Column("Decision", lambda each: Cell("", tag=outcome_tag(each), raw=each.outcome)),
        Column("How", lambda each: each.get_route_display()),
        Column("Working days", lambda each: cells.number(_waited(each)), numeric=True),
    )

    def rows(self) -> QuerySet:
        found = decided_for_good().filter(decided_on__lte=clock.today())
        return found.select_related("line__request")


class UrgentFilter(DaysFilter):
    became = django_filters.ChoiceFilter(
        choices=BECAME, label="What became of it", method="that_became"
    )

    class Meta:
        model = PanelDecision
        fields = ("since", "until", "became")

    def that_became(self, decisions: QuerySet, name: str, value: str) -> QuerySet:
        wanted = {
            "ratified": Q(is_ratified=True),
            "overturned": Q(is_overturned=True),
            "waiting": Q(is_ratified=False, is_overturned=False),
        }
        return decisions.filter(wanted[value])


class UrgentDecisions(PanelRows):
    """Urgent approvals between meetings."""

    title = "Urgent decisions"
    lead = "Approved between meetings, and what the next meeting made of it. GBP ex VAT."
    filterset_class = UrgentFilter
    empty = Empty("Nothing was approved urgently", "A head of service approves between meetings.")
    columns = (
        Column("Line", lambda each: each.line.reference),
        Column("Service", lambda each: each.line.service.name),
        Column("Approved on", lambda each: cells.date(each.decided_on), sort="decided_on"),
        Column("What became of it", lambda each: dict(BECAME)[_became(each)]),
        Column("Approved", lambda each: cells.money(each.amount), numeric=True),
    )

    def rows(self) -> QuerySet:
        return (
            PanelDecision.objects.filter(
                route=PanelDecision.Route.URGENT, decided_on__lte=clock.today()
            )
            .annotate(is_ratified=_settled(Kind.RATIFY), is_overturned=_settled(Kind.OVERTURN))
            .select_related("line__service")
        )


class ConditionFilter(ListFilter):
    since = DayFilter(field_name="decision__decided_on", lookup_expr="gte", label="Decided from")
    until = DayFilter(field_name="decision__decided_on", lookup_expr="lte", label="Decided to")
    state = django_filters.ChoiceFilter(choices=STATES, label="State", method="in_state")

    class Meta:
        model = DecisionCondition
        fields = ("since", "until", "state")

    def in_state(self, conditions: QuerySet, name: str, value: str) -> QuerySet:
        if value == "met":
            return conditions.filter(met_on__isnull=False)
        return conditions.filter(met_on=None, before_award=value == "open_before_award")


class Conditions(PanelRows):
    """The conditions of approvals that stand. What they ask may be about a child: not shown."""

    title = "Conditions of approvals"
    lead = "Whose they are and whether they are met; what each asks stands on its request."
    sort = "-id"
    filterset_class = ConditionFilter
    empty = Empty("No approval has a condition", "The panel sets them when it decides.")
    columns = (
        Column("Line", lambda each: each.decision.line.reference),
        Column("Decided", lambda each: cells.date(each.decision.decided_on)),
        Column(
            "To be met", lambda each: "Before an award" if each.before_award else "While it runs"
        ),
        Column("By", lambda each: each.role_name),
        Column("Met on", lambda each: cells.date(each.met_on)),
    )

    def rows(self) -> QuerySet:
        standing = PanelDecision.objects.standing().filter(decided_on__lte=clock.today())
        found = DecisionCondition.objects.filter(decision__in=standing.values("id"))
        return found.select_related("decision__line")


def _waited(decision: PanelDecision) -> int:
    submitted = decision.line.request.submitted_on
    return working_days.between(submitted, decision.decided_on) if submitted else 0


def _became(decision: Any) -> str:
    if decision.is_overturned:
        return "overturned"
    return "ratified" if decision.is_ratified else "waiting"


def _settled(kind: str) -> Exists:
    standing = PanelDecision.objects.standing()
    return Exists(standing.filter(line=OuterRef("line"), kind=kind, decided_on__lte=clock.today()))
