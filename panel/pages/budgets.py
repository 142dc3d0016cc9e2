"""The budgets: what is reserved, committed, spent and left, and the lines behind each figure."""

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django_filters import ChoiceFilter

from mdps.core import cells, clock, slots, timeline
from mdps.core.lists import Column, ListPage
from mdps.core.lists.filters import DayFilter, ListFilter
from mdps.core.money import gbp
from mdps.core.pages import Page
from mdps.core.permissions import Permission, can
from mdps.core.ui import Action, Cell, Empty, Heading, Identity, Link, Row, Section, Table, Tag
from mdps.core.words import day
from panel.budget_queries import budgets_visible_to, is_held, lines_of, with_custodian, with_sums
from panel.models import Budget
from referrals.models import FundingSource, RequestLine

NOBODY = Tag("Nobody", "red")
HELD = (("reserved", "Reserved"), ("committed", "Committed"), ("spent", "Spent"))


def _custodian(budget: Any) -> Cell:
    """Who answers for it today; of a year that is over, who did last."""
    if budget.custodian:
        return Cell(budget.custodian)
    if budget.is_over(clock.today()):
        return Cell("", hint=_last(budget), raw=budget.last_custodian)
    return Cell("", tag=NOBODY, raw=NOBODY.text)


def _last(budget: Any) -> str:
    if not budget.last_custodian:
        return "Nobody answered for it"
    return f"{budget.last_custodian} until {day(budget.last_custody_until)}"


def _holder(budget: Any) -> str:
    """The same in a sentence, for the bar of its page."""
    if budget.custodian:
        return f"Custodian: {budget.custodian}"
    if budget.is_over(clock.today()):
        return f"The year is over. Custodian: {_last(budget)}"
    return "Nobody is custodian today, so nothing can be approved from it"


def _left(budget: Any) -> Cell:
    overspent = Tag("Overspent", "red") if budget.left < 0 else None
    return Cell(gbp(budget.left), tag=overspent, numeric=True, raw=budget.left)


class BudgetFilter(ListFilter):
    fund = ChoiceFilter(label="Budget", choices=FundingSource.choices, empty_label="All")

    class Meta:
        model = Budget
        fields = ("fund",)


class Budgets(ListPage):
    permissions = (Permission.BUDGET_READ,)
    title = "Budgets"
    lead = (
        "What the panel may approve in a financial year, 1 April to 31 March, GBP ex VAT. An "
        "approval counts in the year in which it was decided."
    )
    sort = "-financial_year"
    filterset_class = BudgetFilter
    empty = Empty("No budget is set yet", "Without one nothing can be approved.")
    columns = (
        Column("Budget", lambda each: Cell(str(each), url=each.get_absolute_url())),
        Column("Financial year", lambda each: each.financial_year, sort="financial_year"),
        Column("Custodian today", _custodian),
        Column("Amount", lambda each: cells.money(each.amount), numeric=True),
        Column("Reserved", lambda each: cells.money(each.reserved), numeric=True),
        Column("Committed", lambda each: cells.money(each.committed), numeric=True),
        Column("Spent", lambda each: cells.money(each.spent), numeric=True),
        Column("Left", _left, numeric=True),
    )

    def rows(self) -> QuerySet:
        return with_custodian(with_sums(budgets_visible_to(self.user)), clock.today())

    def content(self) -> dict[str, Any]:
        may = can(self.user, Permission.BUDGET_MANAGE)
        primary = Link("Set a budget", reverse("panel:set-budget")) if may else None
        return super().content() | {"primary": primary}


class BudgetPage(Page):
    """One budget: its figures, each with its lines; who answers for it; what happened to it."""

    permissions = (Permission.BUDGET_READ,)

    def find(self, pk: int) -> Budget:
        found = with_custodian(with_sums(budgets_visible_to(self.user)), clock.today())
        return get_object_or_404(found, pk=pk)

    def content(self) -> dict[str, Any]:
        budget = self.record
        return {
            "identity": Identity(
                reference=f"Financial year {budget.financial_year}",
                title=f"{budget}",
                tag=Tag("Overspent", "red") if budget.left < 0 else None,
                holder=_holder(budget),
                facts=[Row("Amount, ex VAT", gbp(budget.amount)), Row("Left", gbp(budget.left))],
            ),
            "breadcrumbs": breadcrumbs(),
            "actions": self._actions(),
            "sections": [
                self._figures(),
                *slots.fill("budget", self.user, budget),
                self._custodians(),
            ],
            "events": timeline.events(budget),
        }

    def _actions(self) -> list[Action]:
        if not can(self.user, Permission.BUDGET_MANAGE):
            return []
        pk = self.record.pk
        return [
            Action("Change the amount", reverse("panel:change-budget", args=[pk]), secondary=True),
            Action("Name a custodian", reverse("panel:custodian", args=[pk]), secondary=True),
        ]

    def _figures(self) -> Section:
        budget, url = self.record, reverse("panel:budget-lines", args=[self.record.pk])
        rows = [
            Row(name, Cell(gbp(getattr(budget, key)), url=f"{url}?held={key}"))
            for key, name in HELD
        ]
        rows.append(Row("Left", Cell(gbp(budget.left))))
        rows.append(Row("All lines", Cell("Every line charged to it", url=url)))
        return Section("Figures", "components/summary_list.html", {"rows": rows}, id="figures")

    def _custodians(self) -> Section:
        may = can(self.user, Permission.BUDGET_MANAGE)
        rows = [
            [
                Cell(each.person.name, hint=each.body),
                cells.date(each.starts_on),
                Cell(
                    day(each.ends_on) or "Still in office",
                    url=reverse("panel:end-custody", args=[each.pk]) if may else "",
                ),
            ]
            for each in self.record.custodians.select_related("person")
        ]
        table = Table(
            headings=[Heading("Custodian"), Heading("From"), Heading("Last day")],
            rows=rows,
            caption="Who answers for it (CR ¶12)",
            empty="Nobody yet.",
        )
        return Section("Custodians", "components/table.html", {"table": table}, id="custodians")


class LineFilter(ListFilter):
    held = ChoiceFilter(label="Lines with", choices=HELD, method="narrow", empty_label="Anything")
    until = DayFilter(label="As it was at the end of", method="skip")

    def skip(self, lines: QuerySet, name: str, value: object) -> QuerySet:
        """The lines are summed up to that day from the beginning."""
        return lines

    def narrow(self, lines: QuerySet, name: str, value: str) -> QuerySet:
        return lines.filter(is_held(value))


class BudgetLines(ListPage):
    """Every line charged to a budget, by award or spot purchase alike."""

    permissions = (Permission.BUDGET_READ,)
    sort = "-id"
    filterset_class = LineFilter
    empty = Empty("Nothing is charged to this budget", "An approval of the panel reserves from it.")
    columns = (
        Column("Line", lambda each: each.reference),
        Column("Service", lambda each: each.service.name),
        Column("Team", lambda each: each.request.team.name),
        Column("Bought by", lambda each: ", ".join(each.sources) or "Nothing yet"),
        Column("State", cells.state),
        Column("Approved until", lambda each: cells.date(each.approved_until)),
        Column("Reserved", lambda each: cells.money(each.reserved), numeric=True),
        Column("Committed", lambda each: cells.money(each.committed), numeric=True),
        Column("Spent", lambda each: cells.money(each.spent), numeric=True),
    )

    def find(self, pk: int) -> Budget:
        return get_object_or_404(budgets_visible_to(self.user), pk=pk)

    @property
    def title(self) -> str:  # type: ignore[override]
        return f"Lines of the {self.record.reference}" if self.record else "Lines"

    def rows(self) -> QuerySet:
        return lines_of(self.record, until=self.until)

    @property
    def until(self) -> dt.date | None:
        """The day that is asked about; None is now."""
        asked = LineFilter(self.request.GET, queryset=RequestLine.objects.none()).form
        return asked.cleaned_data["until"] if asked.is_valid() else None

    def content(self) -> dict[str, Any]:
        back = Link(f"{self.record.reference}", self.record.get_absolute_url())
        return super().content() | {"back": back}


def breadcrumbs(*more: Link) -> list[Link]:
    return [Link("Home", reverse("home")), Link("Budgets", reverse("panel:budgets")), *more]
