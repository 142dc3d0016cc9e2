"""Changing the cap and the Cabinet threshold, by a recorded Cabinet decision and nothing else.

The application's role cannot write the two columns. A trigger on the decision's INSERT does, as
the owner, and refuses what the rules refuse (docs/adr/0010-cabinet-changes-the-limits.md).
"""

import datetime as dt
from decimal import Decimal

from django.db import IntegrityError, transaction

from contracts import ledger
from contracts.cabinet import first_effective_day
from contracts.change_limits_rules import RULES, Change
from contracts.models import LimitDecision
from lots.models import Scheme
from mdps.core import audit
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, Refused, enforce

REFUSED_BY_DATABASE = {"mdps_cap", "mdps_limits_changed", "mdps_limits_in_call_in"}


@transaction.atomic
def change_limits(
    *,
    minute: str,
    decided_on: dt.date,
    cap: Decimal,
    cabinet_threshold: Decimal,
    conditions: str = "",
    by: User,
    on: dt.date,
) -> LimitDecision:
    """Record Cabinet's decision of `decided_on`; with it the cap and the threshold change at once.

    GBP ex VAT, from the first day after call-in. Locks the scheme, so that nothing is committed
    between the question and the answer. Raises Forbidden or Refused.
    """
    require(by, Permission.AUTHORITY_MANAGE)
    scheme = ledger.lock_current()
    facts = facts_for(scheme, minute, decided_on, cap, cabinet_threshold, on)
    enforce(RULES, facts)
    if facts.effective_from is None:
        raise AssertionError("The rules let nothing through without the end of call-in.")
    try:
        with transaction.atomic():
            decision = LimitDecision.objects.create(
                scheme=scheme,
                minute=minute,
                decided_on=decided_on,
                effective_from=facts.effective_from,
                was_cap=scheme.cap,
                cap=cap,
                was_threshold=scheme.cabinet_threshold,
                cabinet_threshold=cabinet_threshold,
                conditions=conditions.strip(),
                recorded_by=by,
                recorded_on=on,
            )
    except IntegrityError as error:
        constraint = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
        if constraint not in REFUSED_BY_DATABASE:
            raise
        message = "The limits cannot be changed like that. Look at what is committed, try again."
        raise Refused([Refusal("limits-refused", message, "CR 4")]) from error
    audit.record(
        "scheme.limits",
        decision,
        by=by,
        minute=minute,
        cap=cap,
        cabinet_threshold=cabinet_threshold,
    )
    return decision


def facts_for(
    scheme: Scheme,
    minute: str,
    decided_on: dt.date,
    cap: Decimal,
    cabinet_threshold: Decimal,
    on: dt.date,
) -> Change:
    """What the rules ask. Two queries."""
    return Change(
        minute_is_recorded=scheme.limit_decisions.filter(minute=minute).exists(),
        decided_on=decided_on,
        effective_from=first_effective_day(decided_on),
        on=on,
        cap=cap,
        was_cap=scheme.cap,
        threshold=cabinet_threshold,
        was_threshold=scheme.cabinet_threshold,
        committed=scheme.committed,
    )
