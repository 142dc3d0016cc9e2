"""Setting from which day on a lot is open continuously or in rounds (CR ¶11)."""

import datetime as dt

from django.db import transaction

from lots.locks import lock_lot
from lots.models import Lot, LotRule
from lots.queries import rule_on
from lots.set_rule_rules import RULES, Setting
from mdps.core import audit, clock
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import enforce


@transaction.atomic
def set_rule(
    lot: Lot, *, opening: str, effective_from: dt.date, reason: str, by: User, on: dt.date
) -> LotRule:
    """Open `lot` continuously or in rounds from the day `effective_from`, today or later.

    What was submitted before stays as it was submitted. Rules are kept; a later one follows.
    Locks the lot.

    Raises Forbidden, or Refused for a day in the past, without a change or without a reason.
    """
    require(by, Permission.LOT_MANAGE)
    lock_lot(lot)
    before = rule_on(lot, effective_from)
    enforce(
        RULES,
        Setting(
            lot=lot.short,
            opening=LotRule.Opening(opening).label.lower(),
            effective_from=effective_from,
            today=on,
            already=bool(before and before.opening == opening),
            reason=reason,
        ),
    )
    rule = LotRule.objects.create(
        lot=lot,
        opening=opening,
        effective_from=effective_from,
        reason=reason.strip(),
        recorded_by=by,
        recorded_at=clock.now(),
    )
    label = LotRule.Opening(opening).label.lower()
    audit.record("lot.rule_set", lot, by=by, opening=label, since=effective_from)
    return rule
