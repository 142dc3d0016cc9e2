"""Applying for a lot: by the provider itself, or recorded for it by a commissioner."""

import datetime as dt

from django.db import transaction

from lots.models import Lot
from lots.opening import refusals_against_applying
from mdps.core import audit, clock, notices
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.roles import holders_of
from mdps.core.rules import Refusal, Refused, ask
from suppliers import follow
from suppliers.apply_rules import POSSIBLE, RULES, Applying
from suppliers.locks import lock_supplier
from suppliers.models import Admission, Application, Supplier
from suppliers.receive import received


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
    """Why `supplier` cannot write an application for `lot`, whatever it would say.

    It may write one while no round is open: see `refusals_against_submitting`.
    """
    return ask(POSSIBLE, facts(supplier, lot))


def refusals_against_submitting(supplier: Supplier, lot: Lot) -> list[Refusal]:
    """Why `supplier` cannot submit an application for `lot` at this moment."""
    return [*refusals_against_apply(supplier, lot), *refusals_against_applying(lot, clock.now())]


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

    It keeps the version of the criteria by which it is judged, and its round. Locks the supplier,
    so that two applications for one lot cannot be made at once.

    Raises Forbidden, or Refused if one is open already, the supplier is on the lot, or the lot is
    in rounds and none is open.
    """
    require(by, Permission.APPLICATION_MAKE, on=supplier)
    lock_supplier(supplier)
    at = clock.now()
    found = ask(RULES, facts(supplier, lot, statement=statement))
    if found := [*found, *refusals_against_applying(lot, at)]:
        raise Refused(found)
    application = Application.objects.create(
        supplier=supplier,
        started_on=on,
        lot=lot,
        statement=statement,
        portal_reference=portal_reference,
        submitted_on=on,
        submitted_by=by,
        **received(lot, on=on, at=at),
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
