"""Writing a decision that its rules have allowed: the row, its conditions, what the budgets hold.

For decisions at a meeting, urgent ones and endorsements. Called under the locks of the act.
"""

import datetime as dt
from typing import Any

from mdps.core.models import User
from panel import budgets
from panel.answers import Answer, amount_of, kind_facts, reason_codes, units_of
from panel.kinds import KINDS
from panel.models import AgendaItem, DecisionCondition, PanelDecision
from panel.reserving import Purse, reserve
from referrals.models import RequestLine

Route = PanelDecision.Route


def write(
    answer: Answer,
    line: RequestLine,
    *,
    purse: Purse | None,
    item: AgendaItem | None,
    route: str = Route.MEETING,
    supersedes: PanelDecision | None = None,
    by: User,
    on: dt.date,
    **more: Any,
) -> PanelDecision:
    """The decision on `line`, recorded. An approval is reserved from `purse`; any other decision
    gives back what an earlier one held."""
    facts = kind_facts(line, answer, offered=tuple(KINDS), on=on)
    codes = reason_codes().get(answer.kind, {})
    usual = next((each for each in codes.values() if each.is_usual), None)
    values: dict[str, Any] = {
        "amount": amount_of(facts),
        "units": units_of(facts),
        "reason_code": codes.get(answer.reason_code, usual),
        **more,
    }
    decision = PanelDecision.objects.create(
        item=item,
        line=line,
        route=route,
        round=item.round if item else 1,
        supersedes=supersedes,
        kind=answer.kind,
        review_on=answer.review_on,
        reasons=answer.reasons.strip(),
        redirect_to=answer.redirect_to.strip(),
        in_house_alternative=answer.in_house_alternative.strip(),
        assessed_need=answer.assessed_need.strip(),
        more_reason=answer.more_reason.strip(),
        overspend_reason=answer.overspend_reason.strip(),
        decided_by=by,
        decided_on=on,
        **values,
    )
    DecisionCondition.objects.bulk_create(
        DecisionCondition(
            decision=decision,
            words=each.words.strip(),
            before_award=each.before_award,
            role=each.role,
        )
        for each in answer.conditions
    )
    if not KINDS[answer.kind].of_urgent:
        budgets.release(line, source=line.request.reference, by=by, on=on)
    if purse:
        reserve(purse, line, source=line.request.reference, by=by, on=on)
    return decision
