"""The worklist of assessment: every application that is not decided, the first to be due first."""

from django.db.models import Q, QuerySet
from django_filters import ChoiceFilter, ModelChoiceFilter

from lots.models import AdmissionRound, Lot
from mdps.core import cells, clock
from mdps.core.lists import Column, ListPage
from mdps.core.lists.filters import ListFilter
from mdps.core.permissions import Permission
from mdps.core.ui import Cell, Empty
from suppliers.models import Application
from suppliers.queries import applications_visible_to
from suppliers.standing_words import due_cell
from suppliers.views.tabs import TABS

State = Application.State
OPEN_STATES = [(state.value, state.label) for state in Application.OPEN]
YES = [("yes", "Yes")]


class WorklistFilter(ListFilter):
    """By lot, round and state; overdue ones, and one's own."""

    lot = ModelChoiceFilter(queryset=Lot.objects.all(), label="Lot", empty_label="Any lot")
    round = ModelChoiceFilter(
        queryset=AdmissionRound.objects.order_by("-opens_at"),
        label="Round",
        empty_label="Any round or none",
    )
    state = ChoiceFilter(choices=OPEN_STATES, label="State", empty_label="Any state")
    overdue = ChoiceFilter(choices=YES, label="Overdue", empty_label="All", method="only_overdue")
    mine = ChoiceFilter(choices=YES, label="Mine", empty_label="Everybody's", method="only_mine")

    class Meta:
        model = Application
        fields: list[str] = []

    def only_overdue(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Those whose last day is over; while the time stands still nothing is overdue."""
        late = Q(due_on__lt=clock.today()) & ~Q(state=State.CLARIFICATION)
        return queryset.filter(late)

    def only_mine(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Those that the person assesses or assessed."""
        return queryset.filter(assessor=self.request.user)


class Worklist(ListPage):
    tabs = TABS
    permissions = (Permission.SUPPLIER_READ,)
    title = "Assessment"
    lead = "What is not decided yet. Days are working days; they stand still while we wait for the "
    lead += "provider."
    sort = "due_on"
    filterset_class = WorklistFilter
    empty = Empty("Everything is decided", "New applications appear here when they are submitted.")

    def rows(self) -> QuerySet:
        waiting = applications_visible_to(self.user).filter(
            state__in=Application.OPEN, due_on__isnull=False
        )
        return waiting.select_related("supplier", "lot", "assessor", "round").prefetch_related(
            "clarifications"
        )

    columns = (
        Column("Application", lambda each: Cell(each.reference, url=each.get_absolute_url())),
        Column("Supplier", lambda each: each.supplier.name),
        Column("Lot", lambda each: each.lot.short),
        Column("Round", lambda each: str(each.round or "")),
        Column("State", cells.state),
        Column("Assessor", lambda each: str(each.assessor or "Nobody yet")),
        Column("Due", lambda each: due_cell(each, clock.today()), sort="due_on"),
    )
