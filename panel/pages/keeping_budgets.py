"""Setting a budget, changing it, and naming and ending its custodian."""

from typing import Any

from django.shortcuts import get_object_or_404

from mdps.core import clock
from mdps.core.financial_years import financial_year
from mdps.core.money import gbp
from mdps.core.pages import ActionPage
from mdps.core.permissions import Permission
from mdps.core.ui import Link, Row
from mdps.core.words import day
from panel import keep_budgets
from panel.budget_forms import AmountForm, BudgetForm, CustodianForm, EndCustodyForm
from panel.budget_queries import budgets_visible_to, with_sums
from panel.models import Budget, Custodian
from panel.pages.budgets import breadcrumbs


class SetBudget(ActionPage):
    permission = Permission.BUDGET_MANAGE
    form_class = BudgetForm

    def form_options(self) -> dict[str, Any]:
        return {"initial": {"year": financial_year(clock.today())}}

    def content(self) -> dict[str, Any]:
        return {"title": "Set a budget", "breadcrumbs": breadcrumbs()}

    def act(self, form: BudgetForm) -> str:
        given = form.cleaned_data
        budget = keep_budgets.set_amount(
            fund=given["fund"],
            year=given["year"],
            team=given["team"],
            amount=given["amount"],
            by=self.user,
        )
        self.say(f"The {budget.reference} is {gbp(budget.amount)}.")
        return budget.get_absolute_url()


class OfBudget(ActionPage):
    """An act on one budget, of those who manage budgets."""

    permission = Permission.BUDGET_MANAGE
    act_title = ""

    def find(self, pk: int) -> Budget:
        return get_object_or_404(with_sums(budgets_visible_to(self.user)), pk=pk)

    def content(self) -> dict[str, Any]:
        budget = self.record
        return {
            "title": self.act_title,
            "caption": f"{budget.reference}",
            "breadcrumbs": breadcrumbs(Link(str(budget), budget.get_absolute_url())),
            "figures": [
                Row("Amount now", gbp(budget.amount)),
                Row("Reserved, committed or spent", gbp(budget.amount - budget.left)),
            ],
            "cancel": Link("Cancel", budget.get_absolute_url()),
        }


class ChangeBudget(OfBudget):
    form_class = AmountForm
    act_title = "Change the amount"

    def form_options(self) -> dict[str, Any]:
        return {"initial": {"amount": self.record.amount}}

    def act(self, form: AmountForm) -> str:
        budget = self.record
        keep_budgets.set_amount(
            fund=budget.fund,
            year=budget.financial_year,
            team=budget.team,
            amount=form.cleaned_data["amount"],
            by=self.user,
        )
        self.say(f"The budget is {gbp(form.cleaned_data['amount'])} now.")
        return budget.get_absolute_url()


class NameCustodian(OfBudget):
    form_class = CustodianForm
    act_title = "Name a custodian"

    def act(self, form: CustodianForm) -> str:
        given = form.cleaned_data
        keep_budgets.name_custodian(
            self.record,
            person=given["person"],
            body=given["body"],
            starts_on=given["starts_on"],
            ends_on=given["ends_on"],
            by=self.user,
        )
        self.say(f"{given['person']} is custodian from {day(given['starts_on'])}.")
        return self.record.get_absolute_url()


class EndCustody(ActionPage):
    permission = Permission.BUDGET_MANAGE
    form_class = EndCustodyForm

    def find(self, pk: int) -> Custodian:
        found = Custodian.objects.filter(budget__in=budgets_visible_to(self.user))
        return get_object_or_404(found.select_related("budget__team", "person"), pk=pk)

    def content(self) -> dict[str, Any]:
        budget = self.record.budget
        return {
            "title": f"End the custody of {self.record.person}",
            "caption": f"{budget.reference}",
            "breadcrumbs": breadcrumbs(Link(str(budget), budget.get_absolute_url())),
            "consequences": [
                "From the day after, nothing can be approved from this budget until somebody else "
                "is named."
            ],
            "cancel": Link("Cancel", budget.get_absolute_url()),
        }

    def act(self, form: EndCustodyForm) -> str:
        ends_on = form.cleaned_data["ends_on"]
        keep_budgets.end_custody(self.record, ends_on=ends_on, by=self.user)
        self.say(f"The last day of {self.record.person} is {day(ends_on)}.")
        return self.record.budget.get_absolute_url()
