"""Rejecting an application, by a decision record (CR 3)."""

import datetime as dt

from django.db import transaction

from mdps.core import decisions
from mdps.core.decisions import Consultation
from mdps.core.models import DecisionRecord, User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, Refused, ask
from suppliers.admit_rules import REJECT
from suppliers.decide import carry_rejection
from suppliers.deciding import facts
from suppliers.locks import lock
from suppliers.models import Application


def refusals_against_reject(application: Application, *, by: User, on: dt.date) -> list[Refusal]:
    """Why `by` cannot reject the application on the day `on`."""
    return ask(REJECT, facts(application, by=by, on=on))


@transaction.atomic
def reject(application: Application, *, consultation: Consultation, by: User, on: dt.date) -> None:
    """Reject the application on the day `on`, write to the supplier, and tell its people.

    Locks the application, so it is decided once. The supplier may apply again.

    Raises Forbidden, or Refused if it is not assessed, was assessed by the same person, waits for
    an answer, `by` has a conflict, or the consultation is dated after the decision.
    """
    require(by, Permission.ADMISSION_DECIDE, on=application)
    lock(application)
    found = refusals_against_reject(application, by=by, on=on)
    if found := [*found, *decisions.refusals_against(consultation, on)]:
        raise Refused(found)
    decision = decisions.record(
        DecisionRecord.Kind.REJECTION,
        f"Reject {application.reference}, {application.supplier.name} for {application.lot.short}",
        consultation,
        authority="CR 3",
        by=by,
        on=on,
    )
    carry_rejection(application, decision, by=by, on=on)
