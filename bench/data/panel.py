"""Meetings, what stood on their agendas, the decisions, and the budgets."""

from bench.data.many import Many
from bench.data.terms import DAYS, FIRST, ITEMS, OPEN_ONES, TO_AWARD, TODAY, First, day
from panel.models import AgendaItem, Budget, BudgetPosting, PanelDecision, PanelMeeting

TABLES = (PanelMeeting, AgendaItem, PanelDecision, Budget, BudgetPosting)


def make(many: Many, first: First, size: int) -> None:
    """Meetings of ten items, one a day, each item decided; what is open stands on the next."""
    meeting, item = first.item.meeting, first.item
    before = f"(DATE '{TODAY}' - (1 + n - {OPEN_ONES // ITEMS})::int)"
    many.copies(
        meeting,
        OPEN_ONES // ITEMS,
        size // ITEMS,
        id=f"{FIRST} + n",
        held_on=before,
        papers_due_at=before,
        state="'closed'",
    )
    waiting = first.planned.items.get()
    many.copies(
        waiting,
        1,
        OPEN_ONES // 5,
        id=f"{FIRST} + n * 5 - 2",
        request_id=f"{FIRST} + n * 5 - 2",
        position="1 + n",
    )
    many.copies(
        item,
        OPEN_ONES + 1,
        size,
        id=f"{FIRST} + n",
        meeting_id=f"{FIRST} + n / {ITEMS}",
        request_id=f"{FIRST} + n",
        position=f"1 + n % {ITEMS}",
    )
    decided = {"id": f"{FIRST} + n", "line_id": f"{FIRST} + n"}
    many.copies(
        first.line.decisions.get(),
        OPEN_ONES + 1,
        size,
        **decided,
        item_id=f"{FIRST} + n",
        decided_on=day(),
    )
    _budgets(many, first, size)


def _budgets(many: Many, first: First, size: int) -> None:
    """A budget for each financial year of the history, with what was reserved and committed."""
    reserved, committed = first.line.postings.order_by("pk")
    years = range(TODAY.year - DAYS // 365 - 2, TODAY.year)
    many.copies(
        reserved.budget,
        years[0],
        years[-1],
        id=f"{FIRST} + n",
        financial_year="n || '-' || lpad(((n + 1) % 100)::text, 2, '0')",
    )
    year = f"extract(year FROM {day()} - 90)::int"
    to = {
        "line_id": f"{FIRST} + n",
        "on": day(),
        "budget_id": f"CASE WHEN {year} = {TODAY.year} THEN {reserved.budget_id}"
        f" ELSE {FIRST} + {year} END",
    }
    source = f"'SR-' || lpad(({FIRST} + n)::text, 6, '0')"
    order = f"'CO-' || ({FIRST} + n)"
    many.copies(reserved, OPEN_ONES + 1, size, id=f"{FIRST} + n", source=source, **to)
    many.copies(committed, TO_AWARD + 1, size, id=f"{FIRST + size} + n", source=order, **to)
