"""What somebody wants to decide for a line, and the facts about it that the rules ask for."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from panel.conditions import ROLES_THAT_TICK
from panel.kind_facts import KindFacts, NewCondition, amount_of, units_of
from panel.models import ReasonCode
from referrals.models import RequestLine

__all__ = ["Answer", "NewCondition", "amount_of", "kind_facts", "reason_codes", "units_of"]


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What is to be decided for one line. GBP ex VAT.

    No `amount` and no `units` mean those requested, no `reason_code` the usual one of the kind.
    """

    line: RequestLine
    kind: str
    amount: Decimal | None = None
    units: int | None = None
    review_on: dt.date | None = None
    reason_code: str = ""
    reasons: str
    conditions: tuple[NewCondition, ...] = ()
    redirect_to: str = ""
    in_house_alternative: str = ""
    assessed_need: str = ""
    more_reason: str = ""
    overspend_reason: str = ""


def kind_facts(
    line: RequestLine, answer: Answer, *, offered: Collection[str], on: dt.date
) -> KindFacts:
    """The facts that panel.kind_rules asks about."""
    return KindFacts(
        line=line.service.name,
        requested=line.requested_amount,
        requested_units=line.units,
        kind=answer.kind,
        offered=tuple(offered),
        amount=answer.amount,
        units=answer.units,
        review_on=answer.review_on,
        on=on,
        reason_code=answer.reason_code,
        reason_codes=tuple(reason_codes().get(answer.kind, {})),
        reasons=answer.reasons,
        conditions=answer.conditions,
        condition_roles=ROLES_THAT_TICK,
        redirect_to=answer.redirect_to,
        more_reason=answer.more_reason,
    )


def reason_codes() -> dict[str, dict[str, ReasonCode]]:
    """The reasons that are offered, by kind and code, in their order. One query."""
    found: dict[str, dict[str, ReasonCode]] = {}
    for each in ReasonCode.objects.filter(is_offered=True):
        found.setdefault(each.kind, {})[each.code] = each
    return found
