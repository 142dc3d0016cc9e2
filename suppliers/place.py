"""Placing on a lot a supplier that was admitted outside this service, with its portal reference.

What was decided in the e-tendering portal, or before the service, is recorded and not assessed
again: a decision record says who was consulted and where the papers are (CR 3).
"""

import datetime as dt

from django.db import transaction

from lots.models import Lot
from lots.queries import criteria_on
from mdps.core import audit, decisions
from mdps.core.decisions import Consultation
from mdps.core.models import DecisionRecord, User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refused, ask
from suppliers.locks import lock_supplier
from suppliers.models import Admission, Application, Supplier
from suppliers.place_rules import RULES, Placing


@transaction.atomic
def place(
    supplier: Supplier,
    lot: Lot,
    *,
    portal_reference: str,
    admitted_on: dt.date,
    consultation: Consultation,
    by: User,
    on: dt.date,
) -> Admission:
    """Record that the supplier is on the lot since the day `admitted_on`.

    Locks the supplier. Raises Forbidden, or Refused if the day is not one of the scheme or lies
    ahead, an admission reaches it, an application is open, or the consultation is dated ahead.
    """
    require(by, Permission.ADMISSION_DECIDE, on=supplier)
    lock_supplier(supplier)
    found = ask(RULES, _facts(supplier, lot, admitted_on, on))
    if found := [*found, *decisions.refusals_against(consultation, on)]:
        raise Refused(found)
    decision = decisions.record(
        DecisionRecord.Kind.ADMISSION,
        f"Record the admission of {supplier.name} to {lot.short}",
        consultation,
        authority="CR 3",
        by=by,
        on=on,
    )
    application = Application.objects.create(
        supplier=supplier,
        lot=lot,
        state=Application.State.ADMITTED,
        portal_reference=portal_reference,
        submitted_on=admitted_on,
        submitted_by=by,
        criteria_version=criteria_on(lot, admitted_on),
        due_on=admitted_on,
        decision=decision,
        decided_on=admitted_on,
    )
    audit.record("application.placed", application, by=by, portal=portal_reference)
    admission = Admission.objects.create(
        supplier=supplier,
        lot=lot,
        application=application,
        admitted_on=admitted_on,
        decision=decision,
    )
    audit.record("admission.made", admission, by=by, decision=decision)
    return admission


def _facts(supplier: Supplier, lot: Lot, admitted_on: dt.date, on: dt.date) -> Placing:
    admissions = supplier.admissions.filter(lot=lot)
    reaching = admissions.filter(ended_on=None) | admissions.filter(ended_on__gte=admitted_on)
    waiting = supplier.applications.filter(lot=lot, state__in=Application.OPEN).first()
    other = reaching.order_by("admitted_on").first()
    return Placing(
        supplier=supplier.name,
        lot=lot.short,
        admitted_on=admitted_on,
        on=on,
        scheme_begins=lot.scheme.operational_from,
        other_since=other.admitted_on if other else None,
        open_application=waiting.reference if waiting else "",
    )
