"""What the panel shows on the pages of the floors below."""

from typing import Any

from django.db.models import Count

from mdps.core import cells, clock, slots
from mdps.core.models import User
from mdps.core.money import ZERO, gbp
from mdps.core.permissions import Permission, can
from mdps.core.ui import Cell, Heading, Row, Section, Table, Tag
from mdps.core.words import count, day, time
from panel import request_section
from panel.budget_queries import COLUMNS, in_custody_of
from panel.budget_sections import budget_section
from panel.items import is_to_decide
from panel.models import AgendaItem
from panel.queries import meetings_to_come
from referrals.earlier import earlier_than
from referrals.models import SupportRequest
from referrals.pages.before import earlier_table


@slots.filler("request")
def decisions_on_request(user: User, request: SupportRequest) -> Section | None:
    """What the panel decided about the request, for everybody who may see it."""
    return request_section.section_of(user, request)


@slots.filler("home")
def meeting_to_come(user: User) -> Section | None:
    """The meeting in progress or the next one, for those who hold it. One query."""
    if not user.permissions & {Permission.PANEL_DECIDE, Permission.MEETING_MANAGE}:
        return None
    to_come = meetings_to_come(clock.today()).select_related("chair")
    meeting: Any = to_come.annotate(number=Count("items")).first()
    if not meeting:
        return None
    rows = [
        Row("Date", Cell(day(meeting.held_on), url=meeting.get_absolute_url())),
        Row("Starts at", time(meeting.starts_at)),
        Row("Place", meeting.place),
        Row("Chair", meeting.chair.name),
        Row("Agenda", count(meeting.number, "item")),
    ]
    return Section(
        "Next panel meeting", "components/summary_list.html", {"rows": rows}, id="next-meeting"
    )


@slots.filler("home")
def budgets_in_custody(user: User) -> Section | None:
    """What a custodian answers for (CR ¶12). One query."""
    if not can(user, Permission.BUDGET_READ):
        return None
    rows = [_figures_of(budget) for budget in in_custody_of(user, clock.today())]
    if not rows:
        return None
    names = ("Amount", "Reserved", "Committed", "Spent", "Left")
    table = Table(
        headings=[Heading("Budget"), *(Heading(name, numeric=True) for name in names)],
        rows=rows,
        caption="GBP ex VAT, spot purchases included",
    )
    return Section(
        "Budgets you answer for", "components/table.html", {"table": table}, id="custody"
    )


def _figures_of(budget: Any) -> list[Cell]:
    """A row of the table, from a budget with its sums."""
    overspent = Tag("Overspent", "red") if budget.left < ZERO else None
    return [
        Cell(budget.reference, url=budget.get_absolute_url()),
        *(cells.money(getattr(budget, name)) for name in ("amount", *COLUMNS)),
        Cell(gbp(budget.left), tag=overspent, numeric=True),
    ]


@slots.filler("desk")
def budget_of_item(user: User, item: AgendaItem) -> Section | None:
    """What the budgets that pay for it can bear at this moment, while it is to be decided."""
    if not can(user, Permission.BUDGET_READ) or not is_to_decide(item):
        return None
    return budget_section(item.request, on=clock.today())


@slots.filler("desk")
def asked_before(user: User, item: AgendaItem) -> Section | None:
    """Earlier requests for the case and kind of support, so that nothing is assessed twice."""
    request = item.request
    found = earlier_than(request, on=request.submitted_on or clock.today())
    table = earlier_table(found, user)
    if not table.rows:
        return None
    return Section("Already assessed?", "components/table.html", {"table": table}, id="before")
