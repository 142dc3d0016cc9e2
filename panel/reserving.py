"""Asking the budgets to bear an approval, and reserving it: under their locks, in one act."""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal

from mdps.core.financial_years import financial_year
from mdps.core.models import User
from mdps.core.money import ZERO
from mdps.core.rules import Refusal, ask
from panel import budgets
from panel.budget_rules import RULES, BudgetFacts
from panel.chairing import may_chair
from panel.funding import budget_for, parts, shares_of
from panel.models import Budget, BudgetPosting, Custodian
from referrals.models import FundingSource, RequestLine, SupportRequest


@dataclass
class Purse:
    """The budgets that pay for one request on the day `on`, locked, with what is left of each.

    `left` goes down with each approval that is asked about, so that two lines of one item cannot
    both use the last pounds.
    """

    on: dt.date
    year: str
    shares: list[tuple[FundingSource, int, Budget | None]]
    left: dict[int, Decimal]
    custodians: dict[int, str]
    chairs: bool
    asked: dict[int, list[tuple[Budget, Decimal]]] = field(default_factory=dict)  # by line

    def refusals(self, line: RequestLine, amount: Decimal, overspend_reason: str) -> list[Refusal]:
        """Why the budgets cannot bear `amount` for `line`; if they can, it is set aside here."""
        amounts = parts(amount, [percent for _, percent, _ in self.shares])
        refusals: list[Refusal] = []
        bears: list[tuple[Budget, Decimal]] = []
        for (fund, _, budget), part in zip(self.shares, amounts, strict=True):
            refusals += ask(RULES, self._facts(line, fund, budget, part, overspend_reason))
            if budget:
                self.left[budget.pk] -= part
                bears.append((budget, part))
        self.asked[line.pk] = bears
        return refusals

    def _facts(
        self,
        line: RequestLine,
        fund: FundingSource,
        budget: Budget | None,
        part: Decimal,
        overspend_reason: str,
    ) -> BudgetFacts:
        return BudgetFacts(
            line=line.service.name,
            budget=f"{budget or fund.label!s} for {self.year}",
            exists=budget is not None,
            custodian=self.custodians.get(budget.pk, "") if budget else "",
            amount=part,
            left=self.left[budget.pk] if budget else ZERO,
            on=self.on,
            decider_chairs=self.chairs,
            overspend_reason=overspend_reason,
        )


def open_purse(
    request: SupportRequest, *, by: User, on: dt.date, again: list[RequestLine] | None = None
) -> Purse:
    """Lock the budgets that pay for `request` on the day `on` and see what is left of them.

    What is reserved for a line of `again` counts as left: its decision is about to be replaced.
    """
    year = financial_year(on)
    shares = [
        (fund, percent, budget_for(fund, year, request.team_id))
        for fund, percent in shares_of(request)
    ]
    locked = budgets.lock(budget for _, _, budget in shares if budget)
    left = {pk: each.left for pk, each in budgets.balances(locked.values()).items()}
    for posting in BudgetPosting.objects.filter(line__in=again or [], budget__in=locked):
        left[posting.budget_id] += posting.reserved
    return Purse(on, year, shares, left, custodians_on(list(locked), on), may_chair(by))


def custodians_on(budget_ids: list[int], on: dt.date) -> dict[int, str]:
    """Who answers for each budget on the day `on`, by its id; nobody is left out."""
    found = Custodian.objects.filter(budget__in=budget_ids, starts_on__lte=on).exclude(
        ends_on__lt=on
    )
    return {each.budget_id: each.person.name for each in found.select_related("person")}


def reserve(purse: Purse, line: RequestLine, *, source: str, by: User, on: dt.date) -> None:
    """Post what was set aside for `line`."""
    for budget, part in purse.asked.get(line.pk, ()):
        budgets.reserve(budget, line, part, source=source, by=by, on=on)
