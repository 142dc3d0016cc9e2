"""Asking the panel for more for a call-off that is not over: the supplementary approval."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from contracts.models import CallOffContract
from mdps.core.models import User
from mdps.core.permissions import Forbidden, Permission, can
from mdps.core.rules import Refusal, ask, enforce
from referrals.models import SupportRequest
from referrals.supplement import start_supplement

NEITHER = "Only whoever raised its request, or a commissioner, asks for more for a call-off."


@dataclass(frozen=True)
class SupplementFacts:
    """A call-off for which more is to be asked."""

    contract: str
    state: str  # in words
    is_over: bool


def call_off_is_not_over(facts: SupplementFacts) -> Refusal | None:
    """More is asked for only while the call-off is not over."""
    if facts.is_over:
        return Refusal(
            "call-off-over",
            f"{facts.contract} is {facts.state.lower()}, so nothing can be added to it. "
            "Raise a new request.",
        )
    return None


RULES = (call_off_is_not_over,)


def may_supplement(contract: CallOffContract, person: User) -> bool:
    """Whether `person` raised the request that the call-off meets, or awards call-offs."""
    own = contract.line.request.requester_id == person.pk
    return (own and can(person, Permission.REQUEST_RAISE)) or can(person, Permission.CONTRACT_AWARD)


def refusals_against_supplement(contract: CallOffContract) -> list[Refusal]:
    """Why nothing more can be asked for the call-off; empty means it can."""
    return ask(RULES, _facts(contract))


@transaction.atomic
def supplement(
    contract: CallOffContract,
    *,
    units: int,
    amount: Decimal | None = None,
    amount_reason: str = "",
    needed_by: dt.date,
    by: User,
    on: dt.date,
) -> SupportRequest:
    """Start a supplementary request for `units` more; without `amount` at the estimate of the day.

    It is endorsed and decided like any other; an increase then uses its line. Raises Forbidden or
    Refused.
    """
    if not may_supplement(contract, by):
        raise Forbidden(NEITHER)
    enforce(RULES, _facts(contract))
    return start_supplement(
        contract.line,
        contract_reference=contract.reference,
        units=units,
        amount=amount,
        amount_reason=amount_reason,
        needed_by=needed_by,
        by=by,
        on=on,
    )


def _facts(contract: CallOffContract) -> SupplementFacts:
    return SupplementFacts(
        contract.reference, contract.get_state_display(), contract.state not in contract.LIVE
    )
