"""Admitting a supplier to a lot, by a decision record (CR 3)."""

import datetime as dt

from django.db import transaction

from mdps.core import decisions
from mdps.core.decisions import Consultation
from mdps.core.models import DecisionRecord, User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, Refused, ask
from suppliers.admit_rules import ADMIT
from suppliers.decide import carry_admission
from suppliers.deciding import facts
from suppliers.locks import lock, lock_supplier
from suppliers.models import Admission, Application


def refusals_against_admit(application: Application, *, by: User, on: dt.date) -> list[Refusal]:
    """Why `by` cannot admit the supplier on the day `on`."""
    return ask(ADMIT, facts(application, by=by, on=on))


@transaction.atomic
def admit(
    application: Application, *, consultation: Consultation, by: User, on: dt.date
) -> Admission:
    """Admit the supplier to the lot from the day `on`, write to it, and tell its people.

    Locks the supplier and the application, so it is decided once. The prices it proposed hold
    from that day.

    Raises Forbidden, or Refused with every reason: not assessed, assessed by the same person,
    a question open, a conflict declared, a criterion failed, on the lot already, or consulted
    after the decision.
    """
    require(by, Permission.ADMISSION_DECIDE, on=application)
    lock_supplier(application.supplier)  # its proposed prices come into force
    lock(application)
    found = refusals_against_admit(application, by=by, on=on)
    if found := [*found, *decisions.refusals_against(consultation, on)]:
        raise Refused(found)
    decision = decisions.record(
        DecisionRecord.Kind.ADMISSION,
        f"Admit {application.supplier.name} to {application.lot.short}",
        consultation,
        authority="CR 3",
        by=by,
        on=on,
    )
    return carry_admission(application, decision, by=by, on=on)
