"""Extras on the rate card: what may be charged besides the units, from a day on. GBP ex VAT."""

import datetime as dt
from decimal import Decimal

from django.db import transaction

from lots.models import Service
from lots.queries import current_scheme
from mdps.core import audit
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, ask, enforce
from suppliers.locks import lock_supplier
from suppliers.models import ExtraRate, Supplier
from suppliers.rates_rules import CANCEL, RULES, Cancelling, Pricing
from suppliers.superseding import end_before, give_way


@transaction.atomic
def set_extra(
    supplier: Supplier,
    kind: str,
    price: Decimal,
    *,
    service: Service | None = None,
    by: User,
    effective_from: dt.date,
) -> ExtraRate:
    """Let the supplier charge up to `price` (GBP ex VAT) for one such extra from a day on.

    For `service`, or for every service that has no price of its own for it (None). The price
    before it then holds until the day before. Locks the supplier.

    Raises Forbidden, or Refused if the price is not positive, the day is outside the scheme or
    not after that of the latest price.
    """
    require(by, Permission.SUPPLIER_MANAGE, on=supplier)
    lock_supplier(supplier)
    kind = ExtraRate.Kind(kind)
    latest = latest_of(supplier, kind, service)
    enforce(RULES, facts(kind, service, price, effective_from, latest))
    end_before(latest, effective_from)
    extra = ExtraRate.objects.create(
        supplier=supplier, service=service, kind=kind, price=price, effective_from=effective_from
    )
    audit.record("extra.set", extra, by=by, price=price, since=effective_from)
    return extra


@transaction.atomic
def cancel_extra(extra: ExtraRate, *, by: User, on: dt.date) -> None:
    """Take back the price of an extra that is not in force yet; the one before it then goes on.

    It stays on record. Locks the supplier. Raises Forbidden, or Refused once it is in force.
    """
    require(by, Permission.SUPPLIER_MANAGE, on=extra.supplier)
    lock_supplier(extra.supplier)
    extra.refresh_from_db(from_queryset=ExtraRate.all_lines.all())
    enforce(CANCEL, cancelling(extra, on))
    siblings = extra.supplier.extra_rates.filter(kind=extra.kind, service=extra.service)
    give_way(extra, siblings, on)
    audit.record("extra.cancelled", extra, by=by, price=extra.price, since=extra.effective_from)


def refusals_against_cancel(extra: ExtraRate, on: dt.date) -> list[Refusal]:
    """Why the price of the extra cannot be taken back on the day `on`."""
    return ask(CANCEL, cancelling(extra, on))


def cancelling(extra: ExtraRate, on: dt.date) -> Cancelling:
    """What the rules ask about taking the price of an extra back."""
    return Cancelling(
        what=f"The price of {extra.get_kind_display().lower()}",
        effective_from=extra.effective_from,
        on=on,
        is_cancelled=extra.cancelled_on is not None,
    )


def latest_of(supplier: Supplier, kind: str, service: Service | None) -> ExtraRate | None:
    """The last price that is set for such an extra, in force or to come."""
    return supplier.extra_rates.filter(kind=kind, service=service, effective_to=None).first()


def facts(
    kind: ExtraRate.Kind,
    service: Service | None,
    price: Decimal,
    effective_from: dt.date,
    latest: ExtraRate | None,
) -> Pricing:
    """What the rules ask about a price that would follow `latest`."""
    scheme = current_scheme()
    return Pricing(
        service=str(kind.label),
        has_lot=service is None or service.lot is not None,
        unit_price=price,
        effective_from=effective_from,
        scheme_begins=scheme.operational_from,
        scheme_ends=scheme.statutory_end,
        latest_from=latest.effective_from if latest else None,
        latest_price=latest.price if latest else None,
    )
