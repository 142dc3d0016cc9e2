"""Reporting what was delivered under a call-off, and which appointments were missed."""

import datetime as dt
from decimal import Decimal

from django.db import transaction

from contracts.holding import hold
from contracts.life import facts_of
from contracts.life_rules import DELIVER, Delivered
from contracts.models import CallOffContract, Delivery
from contracts.pauses import pauses_of
from contracts.standing import standing_of
from mdps.core import audit
from mdps.core.models import User
from mdps.core.money import ZERO
from mdps.core.permissions import Permission, require
from mdps.core.rules import enforce


@transaction.atomic
def deliver(
    contract: CallOffContract,
    *,
    since: dt.date,
    until: dt.date,
    units: int,
    missed: int = 0,
    extras: Decimal = ZERO,
    correction: str = "",
    by: User,
    on: dt.date,
) -> Delivery:
    """Record `units` delivered and `missed` appointments from `since` to `until`, both inclusive.

    `extras` is what is charged besides, GBP ex VAT; of a joint instruction the council's part.

    Negative numbers take back what was reported by mistake, with the reason as `correction`.
    Locks the call-off. Raises Forbidden, or Refused if more comes together than is ordered,
    or a day lies in a pause.
    """
    require(by, Permission.CALL_OFF_ANSWER, on=contract)
    _, held = hold(contract)
    standing = standing_of(held)
    enforce(
        DELIVER,
        Delivered(
            **facts_of(held, standing, on=on),
            since=since,
            until=until,
            units=units,
            missed=missed,
            missed_before=standing.missed,
            extras=extras,
            extras_before=standing.extras_reported,
            extras_allowed=standing.extras,
            correction=correction.strip(),
            pauses=pauses_of(held),
        ),
    )
    delivery = Delivery.objects.create(
        contract=held,
        since=since,
        until=until,
        units=units,
        missed=missed,
        extras=extras,
        correction=correction.strip(),
        recorded_by=by,
        recorded_on=on,
    )
    audit.record("contract.delivered", held, by=by, units=units, missed=missed, until=until)
    return delivery
