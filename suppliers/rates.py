"""The rate card: setting what a supplier charges from a day on."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from django.db import transaction

from lots.models import Service
from mdps.core import audit
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import enforce
from suppliers.locks import lock_supplier
from suppliers.models import RateLine, Supplier
from suppliers.rates_rules import RULES, Pricing


@transaction.atomic
def set_price(
    supplier: Supplier,
    service: Service,
    unit_price: Decimal,
    *,
    by: User,
    effective_from: dt.date,
) -> RateLine:
    """Charge `unit_price` (GBP ex VAT) for one unit from the day `effective_from` on.

    The price before it then holds until the day before. Locks the supplier, so that one price
    follows another.

    Raises Forbidden, or Refused if the price is not positive, the service is in no lot, or the
    day is not after that of the latest price.
    """
    require(by, Permission.SUPPLIER_MANAGE, on=supplier)
    lock_supplier(supplier)
    latest = supplier.rate_lines.filter(service=service, effective_to=None).first()
    enforce(RULES, _facts(service, unit_price, effective_from, latest))
    if latest:
        latest.effective_to = effective_from - dt.timedelta(days=1)
        latest.save(update_fields=["effective_to"])
    line = RateLine.objects.create(
        supplier=supplier, service=service, unit_price=unit_price, effective_from=effective_from
    )
    audit.record("price.set", line, by=by, price=unit_price, since=effective_from)
    return line


def _facts(
    service: Service, unit_price: Decimal, effective_from: dt.date, latest: RateLine | None
) -> Pricing:
    """What the rules ask about."""
    facts = Pricing(
        service=service.name,
        has_lot=service.lot is not None,
        unit_price=unit_price,
        effective_from=effective_from,
        latest_from=latest.effective_from if latest else None,
        latest_price=latest.unit_price if latest else None,
    )
    if not service.lot:
        return facts
    scheme = service.lot.scheme
    return replace(facts, scheme_begins=scheme.operational_from, scheme_ends=scheme.statutory_end)
