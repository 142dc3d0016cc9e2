"""Setting which routes are allowed for which values, and the figures awards are measured by."""

import datetime as dt
from decimal import Decimal

from django.db import transaction

from contracts.models import AwardLimits, RouteRule
from contracts.set_limits_rules import LIMITS, ROUTE, Band, Figures
from lots.locks import lock_lot
from lots.models import Lot
from mdps.core import audit
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import enforce


@transaction.atomic
def set_route(
    lot: Lot,
    *,
    route: str,
    from_value: Decimal,
    to_value: Decimal | None,
    effective_from: dt.date,
    by: User,
    on: dt.date,
) -> RouteRule:
    """Allow `route` in `lot` for values from `from_value` to `to_value`, both inclusive.

    GBP ex VAT; None is no upper end. From `effective_from`, today or later; it takes the place of
    the rule before. Locks the lot. Raises Forbidden or Refused.
    """
    require(by, Permission.AUTHORITY_MANAGE)
    lock_lot(lot)
    same_day = RouteRule.objects.filter(lot=lot, route=route, effective_from=effective_from)
    enforce(
        ROUTE,
        Band(
            effective_from=effective_from,
            today=on,
            already=same_day.exists(),
            from_value=from_value,
            to_value=to_value,
        ),
    )
    rule = RouteRule.objects.create(
        lot=lot,
        route=route,
        from_value=from_value,
        to_value=to_value,
        effective_from=effective_from,
        recorded_by=by,
    )
    audit.record(
        "route.set",
        rule,
        by=by,
        route=rule.get_route_display(),
        lot=lot.short,
        from_value=from_value,
        effective_from=effective_from,
    )
    return rule


@transaction.atomic
def set_limits(
    *,
    direct_award_above: Decimal,
    published_above: Decimal,
    contracts_finder_above: Decimal,
    light_touch_above: Decimal,
    notice_days: int,
    call_in_days: int,
    together_months: int,
    effective_from: dt.date,
    by: User,
    on: dt.date,
) -> AwardLimits:
    """Measure awards and spot purchases by these figures from `effective_from` on, today or later.

    Amounts are GBP ex VAT. What was awarded, recorded or noticed before stays as it was counted.

    Raises Forbidden or Refused.
    """
    require(by, Permission.AUTHORITY_MANAGE)
    already = AwardLimits.objects.filter(effective_from=effective_from).exists()
    enforce(
        LIMITS,
        Figures(
            effective_from=effective_from,
            today=on,
            already=already,
            published_above=published_above,
            contracts_finder_above=contracts_finder_above,
            light_touch_above=light_touch_above,
        ),
    )
    limits = AwardLimits.objects.create(
        direct_award_above=direct_award_above,
        published_above=published_above,
        contracts_finder_above=contracts_finder_above,
        light_touch_above=light_touch_above,
        notice_days=notice_days,
        call_in_days=call_in_days,
        together_months=together_months,
        effective_from=effective_from,
        recorded_by=by,
    )
    audit.record(
        "limits.set",
        limits,
        by=by,
        direct_award_above=direct_award_above,
        effective_from=effective_from,
    )
    return limits
