"""Changing what is registered of a supplier, and how it is reached."""

from collections.abc import Mapping
from dataclasses import replace

from django.db import IntegrityError, transaction

from mdps.core import audit
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refused, enforce
from mdps.core.words import listed
from suppliers.locks import lock
from suppliers.models import Supplier
from suppliers.register_rules import RULES, Registration, name_is_free, tidy_number

FIELDS = {
    "name": "name",
    "kind": "kind",
    "registered_number": "number",
    "email": "e-mail address",
    "phone": "telephone number",
    "is_sme": "size",
    "is_vcse": "sector",
}


@transaction.atomic
def change(
    supplier: Supplier,
    *,
    name: str,
    kind: str,
    registered_number: str = "",
    email: str,
    phone: str = "",
    is_sme: bool,
    is_vcse: bool,
    by: User,
) -> bool:
    """Register the supplier with these details; whether anything changed.

    Locks the supplier. Idempotent: nothing changed writes nothing. Contracts and decisions keep
    their supplier, whatever it is called.

    Raises Forbidden, or Refused if the name is taken or the number does not fit the kind.
    """
    require(by, Permission.SUPPLIER_MANAGE, on=supplier)
    lock(supplier)
    name, number = " ".join(name.split()), tidy_number(registered_number)
    facts = Registration(
        name=name, kind=kind, registered_number=number, taken_by=_namesake(supplier, name)
    )
    enforce(RULES, facts)
    given = {
        "name": name,
        "kind": kind,
        "registered_number": number,
        "email": email,
        "phone": phone.strip(),
        "is_sme": is_sme,
        "is_vcse": is_vcse,
    }
    try:
        with transaction.atomic():
            return _write(supplier, given, by=by)
    except IntegrityError as error:
        first = replace(facts, taken_by=_namesake(supplier, name))
        raise Refused(filter(None, [name_is_free(first)])) from error


@transaction.atomic
def change_contact(supplier: Supplier, *, email: str, phone: str = "", by: User) -> bool:
    """Change how the supplier is reached; whether anything changed. Its provider may.

    Locks the supplier. Idempotent. Raises Forbidden.
    """
    require(by, Permission.CONTACT_CHANGE, on=supplier)
    lock(supplier)
    return _write(supplier, {"email": email, "phone": phone.strip()}, by=by)


def _write(supplier: Supplier, given: Mapping[str, object], *, by: User) -> bool:
    was = {field: getattr(supplier, field) for field in given}
    changed = [field for field in given if was[field] != given[field]]
    if not changed:
        return False
    for field in changed:
        setattr(supplier, field, given[field])
    supplier.save(update_fields=changed)
    facts = {f"{field}_was": was[field] for field in changed}
    facts |= {f"{field}_is": given[field] for field in changed}
    said = listed([FIELDS[field] for field in changed])
    audit.record("supplier.changed", supplier, by=by, changed=said, **facts)
    return True


def _namesake(supplier: Supplier, name: str) -> str:
    """The reference of another supplier with this name, or nothing."""
    other = Supplier.objects.filter(name__iexact=name).exclude(pk=supplier.pk).first()
    return other.reference if other else ""
