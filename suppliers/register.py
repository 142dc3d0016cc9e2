"""Registering a supplier: it can then apply for lots."""

import datetime as dt
from dataclasses import replace
from typing import Required, TypedDict, Unpack

from django.db import IntegrityError, transaction

from mdps.core import audit
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refused, enforce
from suppliers.models import Supplier
from suppliers.register_rules import RULES, Registration, name_is_free, tidy_number


class Details(TypedDict, total=False):
    """Who a supplier is and how to reach it; name, kind and e-mail address are needed."""

    name: Required[str]
    kind: Required[str]
    email: Required[str]
    registered_number: str
    phone: str
    is_sme: bool
    is_vcse: bool


@transaction.atomic
def register(*, by: User, on: dt.date, **details: Unpack[Details]) -> Supplier:
    """Put a supplier on the register on the day `on`.

    The name is unique; of two people who register it at once, the second is refused.

    Raises Forbidden, or Refused if the name is taken or the number does not fit the kind.
    """
    require(by, Permission.SUPPLIER_MANAGE)
    return put_on_register(by=by, on=on, **details)


def put_on_register(*, by: User, on: dt.date, **details: Unpack[Details]) -> Supplier:
    """Register a supplier inside the caller's transaction; the caller has checked permission.

    Raises Refused if the name is taken or the number does not fit the kind.
    """
    facts = Registration(
        name=" ".join(details["name"].split()),
        kind=details["kind"],
        registered_number=tidy_number(details.get("registered_number", "")),
        taken_by=_registered_as(details["name"]),
    )
    enforce(RULES, facts)
    tidied = {"name": facts.name, "registered_number": facts.registered_number}
    try:
        with transaction.atomic():
            supplier = Supplier.objects.create(**details | tidied, registered_on=on)
    except IntegrityError as error:
        first = replace(facts, registered_number="", taken_by=_registered_as(facts.name))
        raise Refused(filter(None, [name_is_free(first)])) from error
    audit.record("supplier.registered", supplier, by=by, kind=facts.kind)
    return supplier


def _registered_as(name: str) -> str:
    """The reference of the supplier with this name, or nothing."""
    supplier = Supplier.objects.filter(name__iexact=" ".join(name.split())).first()
    return supplier.reference if supplier else ""
