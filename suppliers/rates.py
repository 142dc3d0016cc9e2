"""The rate card: setting what a supplier charges for a service from a day on."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from django.db import transaction

from lots.models import Service
from mdps.core import audit
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, ask, enforce
from suppliers.locks import lock_supplier
from suppliers.models import RateLine, Supplier, VolumeDiscount
from suppliers.pricing import Tier
from suppliers.rates_rules import CANCEL, RULES, Cancelling, Pricing
from suppliers.superseding import end_before, give_way


@transaction.atomic
def set_price(
    supplier: Supplier,
    service: Service,
    unit_price: Decimal,
    *,
    tiers: Sequence[Tier] | None = None,
    by: User,
    effective_from: dt.date,
) -> RateLine:
    """Charge `unit_price` (GBP ex VAT) for one unit from the day `effective_from` on.

    `tiers` are its volume discounts, the smallest first; None leaves them as they were before.
    The price before it then holds until the day before. Locks the supplier, so that one price
    follows another.

    Raises Forbidden, or Refused if the price is not positive, the service is in no lot, the day
    is not after that of the latest price, or a discount is out of order.
    """
    require(by, Permission.SUPPLIER_MANAGE, on=supplier)
    lock_supplier(supplier)
    latest = supplier.rate_lines.filter(service=service, effective_to=None).first()
    if tiers is None:
        tiers = tiers_of(latest) if latest else ()
    enforce(RULES, facts(service, unit_price, tiers, effective_from, latest))
    end_before(latest, effective_from)
    line = RateLine.objects.create(
        supplier=supplier, service=service, unit_price=unit_price, effective_from=effective_from
    )
    VolumeDiscount.objects.bulk_create(
        VolumeDiscount(line=line, from_units=tier.from_units, percent=tier.percent)
        for tier in tiers
    )
    audit.record(
        "price.set",
        line,
        by=by,
        price=unit_price,
        since=effective_from,
        discounts=", ".join(f"{tier.percent}% from {tier.from_units}" for tier in tiers),
    )
    return line


@transaction.atomic
def cancel_price(line: RateLine, *, by: User, on: dt.date) -> None:
    """Take back a price that is not in force yet; the one before it then goes on.

    It stays on record. Locks the supplier. Raises Forbidden, or Refused once it is in force.
    """
    require(by, Permission.SUPPLIER_MANAGE, on=line.supplier)
    lock_supplier(line.supplier)
    line.refresh_from_db(from_queryset=RateLine.all_lines.all())
    enforce(CANCEL, cancelling(line, on))
    give_way(line, line.supplier.rate_lines.filter(service=line.service), on)
    audit.record("price.cancelled", line, by=by, price=line.unit_price, since=line.effective_from)


def refusals_against_cancel(line: RateLine, on: dt.date) -> list[Refusal]:
    """Why the price cannot be taken back on the day `on`."""
    return ask(CANCEL, cancelling(line, on))


def tiers_of(line: RateLine) -> tuple[Tier, ...]:
    """The volume discounts of the line, the smallest first. One query, none if prefetched."""
    return tuple(Tier(each.from_units, each.percent) for each in line.discounts.all())


def cancelling(line: RateLine, on: dt.date) -> Cancelling:
    """What the rules ask about taking a line back."""
    return Cancelling(
        what=f"The price of {line.service}",
        effective_from=line.effective_from,
        on=on,
        is_cancelled=line.cancelled_on is not None,
    )


def facts(
    service: Service,
    unit_price: Decimal,
    tiers: Sequence[Tier],
    effective_from: dt.date,
    latest: RateLine | None,
) -> Pricing:
    """What the rules ask about a price that would follow `latest`."""
    found = Pricing(
        service=service.name,
        has_lot=service.lot is not None,
        unit_price=unit_price,
        tiers=tuple(tiers),
        effective_from=effective_from,
        latest_from=latest.effective_from if latest else None,
        latest_price=latest.unit_price if latest else None,
    )
    if not service.lot:
        return found
    scheme = service.lot.scheme
    return replace(found, scheme_begins=scheme.operational_from, scheme_ends=scheme.statutory_end)
