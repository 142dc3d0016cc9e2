"""What a decision says of a line, and what it comes to: the facts of panel.kind_rules.

Pure. Amounts are GBP ex VAT.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from mdps.core.money import ZERO
from panel.kinds import KINDS, Amount


@dataclass(frozen=True, kw_only=True)
class NewCondition:
    """A condition about to be set. `role` is the key of the role that will tick it as met."""

    words: str
    before_award: bool = True
    role: str = "commissioner"


@dataclass(frozen=True, kw_only=True)
class KindFacts:
    """A line and what is to be decided for it on the day `on`. Units are of its service."""

    line: str  # its service
    requested: Decimal
    requested_units: int
    kind: str
    offered: tuple[str, ...]  # the kinds that can be chosen here
    amount: Decimal | None
    units: int | None = None
    review_on: dt.date | None = None
    on: dt.date
    reason_code: str = ""
    reason_codes: tuple[str, ...] = ()  # those of the kind
    reasons: str
    conditions: tuple[NewCondition, ...] = ()
    condition_roles: tuple[str, ...] = ()
    redirect_to: str = ""
    more_reason: str = ""


def amount_of(facts: KindFacts) -> Decimal:
    """What the decision comes to: the amount given, else what was requested; £0.00 for none."""
    if kind_of_amount(facts) in (Amount.NONE, Amount.URGENT, None):
        return ZERO
    return facts.requested if facts.amount is None else facts.amount


def units_of(facts: KindFacts) -> int:
    """The units of the decision: those given, else those requested; none for a refusal."""
    if kind_of_amount(facts) in (Amount.NONE, Amount.URGENT, None):
        return 0
    return facts.requested_units if facts.units is None else facts.units


def kind_of_amount(facts: KindFacts) -> Amount | None:
    row = KINDS.get(facts.kind)
    return row.amount if row else None
