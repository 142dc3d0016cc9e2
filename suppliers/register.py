"""Registering a supplier: it can then apply for lots."""

import datetime as dt

from django.db import IntegrityError, transaction

from mdps.core import audit
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refused, enforce
from suppliers.models import Supplier
from suppliers.register_rules import RULES, Registration, name_is_free, tidy_number


@transaction.atomic
def register(
    *,
    name: str,
    kind: str,
    registered_number: str = "",
    email: str,
    phone: str = "",
    is_sme: bool = True,
    is_vcse: bool = False,
    by: User,
    on: dt.date,
) -> Supplier:
    """Put a supplier on the register on the day `on`.

    The name is unique; of two people who register it at once, the second is refused.

    Raises Forbidden, or Refused if the name is taken or the number does not fit the kind.
    """
    require(by, Permission.SUPPLIER_MANAGE)
    return put_on_register(
        name=name,
        kind=kind,
        registered_number=registered_number,
        email=email,
        phone=phone,
        is_sme=is_sme,
        is_vcse=is_vcse,
        by=by,
        on=on,
    )


def put_on_register(
    *,
    name: str,
    kind: str,
    registered_number: str,
    email: str,
    phone: str,
    is_sme: bool,
    is_vcse: bool,
    by: User,
    on: dt.date,
) -> Supplier:
    """Register a supplier inside the caller's transaction; the caller has checked permission.

    Raises Refused if the name is taken or the number does not fit the kind.
    """
    facts = Registration(
        name=" ".join(name.split()),
        kind=kind,
        registered_number=tidy_number(registered_number),
        taken_by=_registered_as(name),
    )
    enforce(RULES, facts)
    try:
        with transaction.atomic():
            supplier = Supplier.objects.create(
                name=facts.name,
                kind=kind,
                registered_number=facts.registered_number,
                email=email,
                phone=phone,
                is_sme=is_sme,
                is_vcse=is_vcse,
                registered_on=on,
            )
    except IntegrityError as error:
        first = Registration(
            name=facts.name, kind=kind, registered_number="", taken_by=_registered_as(facts.name)
        )
        raise Refused(filter(None, [name_is_free(first)])) from error
    audit.record("supplier.registered", supplier, by=by, kind=kind)
    return supplier


def _registered_as(name: str) -> str:
    """The reference of the supplier with this name, or nothing."""
    supplier = Supplier.objects.filter(name__iexact=" ".join(name.split())).first()
    return supplier.reference if supplier else ""
