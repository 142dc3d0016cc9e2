"""Whether a budget can bear an approval: pure rules, asked of each budget that pays a part of it.

Amounts are GBP ex VAT, as they are under the budget's lock.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from mdps.core.money import gbp
from mdps.core.rules import Refusal
from mdps.core.words import day


@dataclass(frozen=True, kw_only=True)
class BudgetFacts:
    """A budget that is to reserve `amount` for `line` on the day `on`."""

    line: str  # its service
    budget: str  # like “Section 17 budget for 2026-27”
    exists: bool
    custodian: str  # who answers for it on the day; empty where nobody does
    amount: Decimal
    left: Decimal
    on: dt.date
    decider_chairs: bool
    overspend_reason: str


def budget_is_set(facts: BudgetFacts) -> Refusal | None:
    """There is a budget for the financial year of the decision."""
    if not facts.exists:
        return Refusal(
            "no-budget",
            f"There is no {facts.budget}, so nothing can be approved from it. "
            "Ask a finance officer to set it.",
            "CR ¶6",
            field="kind",
        )
    return None


def somebody_answers_for_it(facts: BudgetFacts) -> Refusal | None:
    """The budget has a custodian in office on the day of the decision (CR ¶12)."""
    if facts.exists and not facts.custodian:
        return Refusal(
            "no-custodian",
            f"Nobody is custodian of the {facts.budget} on {day(facts.on)}. "
            "Ask a finance officer to name one before anything is approved from it.",
            "CR ¶12",
            field="kind",
        )
    return None


def budget_is_enough(facts: BudgetFacts) -> Refusal | None:
    """The last penny may be approved; beyond it the chair gives a reason."""
    if not facts.exists or facts.amount <= facts.left:
        return None
    over = (
        f"{gbp(facts.amount)} for {facts.line} is more than the {gbp(facts.left)} left of the "
        f"{facts.budget}"
    )
    if not facts.decider_chairs:
        return Refusal(
            "over-budget",
            f"{over}. Approve less, or ask the chair, who can overspend with a reason.",
            "CR ¶14",
            field="amount",
        )
    if not facts.overspend_reason.strip():
        return Refusal(
            "over-budget",
            f"{over}. Approve less, or enter why it is to be overspent.",
            "CR ¶14",
            field="overspend_reason",
        )
    return None


RULES = (budget_is_set, somebody_answers_for_it, budget_is_enough)
