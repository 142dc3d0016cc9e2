"""What a budget and its custodian must be like: pure rules of frozen facts. GBP ex VAT."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from mdps.core.money import ZERO, gbp
from mdps.core.rules import Refusal
from mdps.core.words import day


@dataclass(frozen=True, kw_only=True)
class AmountFacts:
    """An amount that a budget is to have; `used` is reserved, committed or spent of it."""

    budget: str
    amount: Decimal
    used: Decimal


@dataclass(frozen=True, kw_only=True)
class CustodyFacts:
    """Somebody who is to answer for a budget; `others` are those who do, with their days."""

    budget: str
    person: str
    person_may: bool
    body: str
    starts_on: dt.date
    ends_on: dt.date | None
    others: tuple[tuple[str, dt.date, dt.date | None], ...]


@dataclass(frozen=True, kw_only=True)
class EndFacts:
    """A custodian whose last day is set."""

    person: str
    starts_on: dt.date
    was: dt.date | None
    ends_on: dt.date


def amount_is_some(facts: AmountFacts) -> Refusal | None:
    """A budget is £0.00 or more."""
    if facts.amount < ZERO:
        return Refusal("negative", "Enter an amount of £0.00 or more.", field="amount")
    return None


def amount_covers_what_is_used(facts: AmountFacts) -> Refusal | None:
    """A budget is not set below what is used of it already; equal is allowed."""
    if ZERO <= facts.amount < facts.used:
        return Refusal(
            "below-used",
            f"{gbp(facts.used)} of the {facts.budget} is reserved, committed or spent "
            f"already. Enter {gbp(facts.used)} or more.",
            "CR ¶6",
            field="amount",
        )
    return None


def person_may_see_it(facts: CustodyFacts) -> Refusal | None:
    """A custodian has an open account that sees budgets."""
    if not facts.person_may:
        return Refusal(
            "custodian-role",
            f"{facts.person} cannot see budgets. Choose somebody of the commissioning hub.",
            "CR ¶12",
            field="person",
        )
    return None


def body_is_said(facts: CustodyFacts) -> Refusal | None:
    """It is said on whose behalf they answer."""
    if not facts.body.strip():
        return Refusal(
            "no-body", "Enter on whose behalf, like the commissioning hub.", "CR ¶12", field="body"
        )
    return None


def custody_ends_after_it_starts(facts: CustodyFacts) -> Refusal | None:
    """The last day is not before the first."""
    if facts.ends_on and facts.ends_on < facts.starts_on:
        return Refusal(
            "ends-before-start",
            f"The last day, {day(facts.ends_on)}, is before the first, {day(facts.starts_on)}.",
            field="ends_on",
        )
    return None


def one_custodian_at_a_time(facts: CustodyFacts) -> Refusal | None:
    """One person answers for a budget on a day."""
    for name, first, last in facts.others:
        if (last is None or last >= facts.starts_on) and (
            facts.ends_on is None or first <= facts.ends_on
        ):
            until = f"to {day(last)}" if last else "with no last day yet"
            return Refusal(
                "custodian-there",
                f"{name} is custodian of the {facts.budget} from {day(first)} {until}. "
                "End that first, or choose other days.",
                "CR ¶12",
                field="starts_on",
            )
    return None


def ends_after_it_started(facts: EndFacts) -> Refusal | None:
    """The last day is not before the first."""
    if facts.ends_on < facts.starts_on:
        return Refusal(
            "ends-before-start",
            f"{facts.person} is custodian from {day(facts.starts_on)}. Enter that day or later.",
            field="ends_on",
        )
    return None


def is_not_made_longer(facts: EndFacts) -> Refusal | None:
    """A last day that is set is only brought forward; for longer they are named anew."""
    if facts.was and facts.ends_on > facts.was:
        return Refusal(
            "later-end",
            f"{facts.person} is custodian until {day(facts.was)}. "
            "Name them again from the day after, or enter an earlier day.",
            field="ends_on",
        )
    return None


AMOUNT_RULES = (amount_is_some, amount_covers_what_is_used)
CUSTODY_RULES = (
    person_may_see_it,
    body_is_said,
    custody_ends_after_it_starts,
    one_custodian_at_a_time,
)
END_RULES = (ends_after_it_started, is_not_made_longer)
