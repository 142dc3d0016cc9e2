"""Applying for a lot: by the provider itself, or recorded for it by a commissioner."""

import datetime as dt

from django.db import transaction

from lots.models import Lot
from mdps.core import audit, notices
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.roles import holders_of
from mdps.core.rules import Refusal, ask, enforce
from suppliers import follow
from suppliers.apply_rules import POSSIBLE, RULES, Applying
from suppliers.locks import lock_supplier
from suppliers.models import Admission, Application, Supplier


def facts(supplier: Supplier, lot: Lot, *, statement: str = "") -> Applying:
    """What the rules ask about, as it stands now."""
    applied = Application.objects.filter(supplier=supplier, lot=lot, state__in=Application.OPEN)
    admitted = Admission.objects.filter(supplier=supplier, lot=lot, ended_on=None)
    already = applied.first()
    return Applying(
        supplier=supplier.name,
        lot=lot.short,
        statement=statement,
        open_reference=already.reference if already else "",
        is_on_lot=admitted.exists(),
    )


def refusals_against_apply(supplier: Supplier, lot: Lot) -> list[Refusal]:
    """Why `supplier` cannot apply for `lot` now, whatever it would say."""
    return ask(POSSIBLE, facts(supplier, lot))


@transaction.atomic
def apply(
    supplier: Supplier,
    lot: Lot,
    *,
    statement: str,
    portal_reference: str = "",
    by: User,
    on: dt.date,
) -> Application:
    """Submit an application of `supplier` for `lot`, and tell those who assess.

    Locks the supplier, so that two applications for one lot cannot be made at once.

    Raises Forbidden, or Refused if one is open already or the supplier is on the lot.
    """
    require(by, Permission.APPLICATION_MAKE, on=supplier)
    lock_supplier(supplier)
    enforce(RULES, facts(supplier, lot, statement=statement))
    application = Application.objects.create(
        supplier=supplier,
        started_on=on,
        lot=lot,
        statement=statement,
        portal_reference=portal_reference,
        submitted_on=on,
        submitted_by=by,
    )
    audit.record("application.submitted", application, by=by, lot=lot.short)
    follow.applied(application, by=by)
    assessors = User.objects.holding(*holders_of(Permission.APPLICATION_ASSESS))
    notices.tell(
        assessors.exclude(pk=by.pk),
        f"{application.reference}: {supplier.name} applied for {lot.short}",
        url=application.get_absolute_url(),
    )
    return application
