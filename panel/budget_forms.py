"""The forms of the budgets' pages."""

from typing import Any

from django import forms

from mdps.core import clock
from mdps.core.financial_years import financial_year
from mdps.core.forms import DayField, MoneyField, PageForm
from mdps.core.models import Team, User
from mdps.core.permissions import Permission
from mdps.core.roles import holders_of
from referrals.models import FundingSource


class BudgetForm(PageForm):
    """A budget of a fund and year, in general or of a team."""

    submit = "Set the budget"

    fund = forms.ChoiceField(
        label="Budget",
        choices=FundingSource.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose which budget"},
    )
    year = forms.ChoiceField(label="Financial year", help_text="1 April to 31 March")
    team = forms.ModelChoiceField(
        Team.objects.all(),
        label="Team",
        required=False,
        empty_label="For every team",
        help_text="A team with a budget of its own uses it before the general one.",
    )
    amount = MoneyField(
        label="Amount, ex VAT", error_messages={"required": "Enter the amount of the budget"}
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        this = clock.today().year
        years = [financial_year(clock.today().replace(year=this + n, day=1)) for n in (-1, 0, 1)]
        self.fields["year"].choices = [(year, year) for year in years]  # type: ignore[attr-defined]


class AmountForm(PageForm):
    """Another amount for a budget."""

    submit = "Change the amount"

    amount = MoneyField(
        label="Amount, ex VAT", error_messages={"required": "Enter the amount of the budget"}
    )


class CustodianForm(PageForm):
    """Who answers for the budget, on whose behalf, from when to when."""

    submit = "Name the custodian"

    person = forms.ModelChoiceField(
        User.objects.none(),
        label="Custodian",
        empty_label="Choose a person",
        error_messages={"required": "Choose who answers for the budget"},
    )
    body = forms.CharField(
        label="On behalf of",
        max_length=100,
        initial="Children and Families commissioning hub",
        error_messages={"required": "Enter on whose behalf, like the commissioning hub"},
    )
    starts_on = DayField(label="First day", help_text="For example, 1 4 2026")
    ends_on = DayField(label="Last day", required=False, help_text="Leave empty while it lasts")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        people = User.objects.holding(*holders_of(Permission.BUDGET_READ)).order_by("name")
        self.fields["person"].queryset = people  # type: ignore[attr-defined]


class EndCustodyForm(PageForm):
    """The last day of a custodian."""

    submit = "Set the last day"

    ends_on = DayField(label="Last day", help_text="They answer for the budget on this day too")
