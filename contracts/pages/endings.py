"""What ends when: the term, the authorities, the approvals and the call-offs."""

import datetime as dt
from dataclasses import replace
from typing import Any

from django.db.models import Count, Sum
from django.db.models.functions import TruncMonth
from django.urls import reverse

from contracts.models import CallOffContract, StandingAuthority
from contracts.pages.tabs import TABS
from contracts.queries import open_lines, past_their_end
from lots.models import Scheme
from lots.queries import current_scheme
from mdps.core import cells, clock
from mdps.core.money import ZERO
from mdps.core.pages import Page
from mdps.core.permissions import Permission
from mdps.core.ui import Cell, Heading, Section, Table
from mdps.core.words import listed

MONTHS_SHOWN = 24


class Endings(Page):
    tabs = TABS
    permissions = (Permission.CONTRACT_READ,)

    def content(self) -> dict[str, Any]:
        today = clock.today()
        return {
            "title": "What ends when",
            "sections": [
                _section("The scheme", scheme_table(current_scheme(), today), "scheme"),
                _section("Standing authorities", authorities_table(today), "authorities"),
                _section(
                    "Call-offs that run, by the month they end", call_offs_table(today), "call-offs"
                ),
                _section(
                    "Approvals not awarded, by the month they end", approvals_table(), "lines"
                ),
            ],
        }


def _section(title: str, table: Table, name: str) -> Section:
    return Section(title, "components/table.html", {"table": table}, id=name)


def scheme_table(scheme: Scheme, today: dt.date) -> Table:
    """The days that bound new call-offs. Last days are inclusive."""
    days = [
        ("Initial term", scheme.initial_term_ends, "CR 1"),
        ("Extension", scheme.extension_ends, "CR 2"),
        ("Statutory end", scheme.statutory_end, "No new call-off after it"),
        ("Last day for an award", scheme.last_award_day, "The earliest that holds"),
    ]
    return Table(
        headings=[Heading("What"), Heading("Last day"), Heading("Days left", numeric=True)],
        rows=[
            [
                Cell(name, hint=why),
                cells.date(last) if last else Cell("Not exercised"),
                cells.number(max((last - today).days, 0)) if last else Cell("", numeric=True),
            ]
            for name, last, why in days
        ],
        caption="Last days are inclusive",
    )


def authorities_table(today: dt.date) -> Table:
    """Those in force, the first to end at the top."""
    held = (
        StandingAuthority.objects.filter(starts_on__lte=today, ends_on__gte=today)
        .select_related("holder")
        .prefetch_related("lots")
        .order_by("ends_on", "id")
    )
    return Table(
        headings=[
            Heading("Authority"),
            Heading("Holder"),
            Heading("Lots"),
            Heading("Last day"),
            Heading("Up to", numeric=True),
        ],
        rows=[
            [
                Cell(each.reference),
                Cell(each.holder.name),
                Cell(listed([lot.short for lot in each.lots.all()])),
                cells.date(each.ends_on),
                cells.money(each.highest_value),
            ]
            for each in held
        ],
        caption="In force today",
        empty="No standing authority is in force, so nothing can be awarded.",
    )


def call_offs_table(today: dt.date) -> Table:
    """How many run, and what they were awarded for, by the month of their last day.

    First those whose last day is over: each holds money under the cap until it is completed.
    """
    sums = {"number": Count("id"), "value": Sum("value", default=ZERO)}
    over = CallOffContract.objects.filter(past_their_end(today)).aggregate(**sums)
    months = (
        CallOffContract.objects.filter(state__in=CallOffContract.LIVE, ends_on__gte=today)
        .annotate(month=TruncMonth("ends_on"))
        .values("month")
        .annotate(**sums)
        .order_by("month")[:MONTHS_SHOWN]
    )
    table = _months_table(months, "Call-offs", "Awarded for")
    if not over["number"]:
        return table
    first = [
        Cell("Last day over, not completed", url=f"{reverse('contracts:list')}?over=yes"),
        cells.number(over["number"]),
        cells.money(over["value"]),
    ]
    return replace(table, rows=[first, *table.rows])


def approvals_table() -> Table:
    """Approved lines that are not fully awarded, by the month of their last day."""
    months = (
        open_lines()
        .order_by()
        .annotate(month=TruncMonth("approved_until"))
        .values("month")
        .annotate(number=Count("id"), value=Sum("approved_amount", default=ZERO))
        .order_by("month")[:MONTHS_SHOWN]
    )
    return _months_table(months, "Lines", "Approved")


def _months_table(months: Any, things: str, amount: str) -> Table:
    return Table(
        headings=[
            Heading("Month"),
            Heading(things, numeric=True),
            Heading(amount, numeric=True),
        ],
        rows=[
            [
                Cell(f"{row['month']:%B %Y}"),
                cells.number(row["number"]),
                cells.money(row["value"]),
            ]
            for row in months
        ],
        caption=f"The next {MONTHS_SHOWN} months that have any",
        empty="None.",
    )
