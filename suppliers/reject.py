"""Rejecting an application, by a decision record (CR 3)."""

import datetime as dt

from django.db import transaction

from mdps.core import decisions, notices, states
from mdps.core.decisions import Consultation
from mdps.core.models import DecisionRecord, User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, Refused, ask
from suppliers import follow
from suppliers.admit import facts
from suppliers.admit_rules import REJECT
from suppliers.locks import lock
from suppliers.models import Application
from suppliers.queries import people_of


def refusals_against_reject(application: Application, *, by: User, on: dt.date) -> list[Refusal]:
    """Why `by` cannot reject the application on the day `on`."""
    return ask(REJECT, facts(application, by=by, on=on))


@transaction.atomic
def reject(application: Application, *, consultation: Consultation, by: User, on: dt.date) -> None:
    """Reject the application on the day `on`, and tell the supplier's people.

    Locks the application, so it is decided once. The supplier may apply again.

    Raises Forbidden, or Refused if it is not assessed, was assessed by the same person, or
    the consultation is dated after the decision.
    """
    require(by, Permission.ADMISSION_DECIDE, on=application)
    lock(application)
    supplier, lot = application.supplier, application.lot
    found = refusals_against_reject(application, by=by, on=on)
    if found := [*found, *decisions.refusals_against(consultation, on)]:
        raise Refused(found)
    decision = decisions.record(
        DecisionRecord.Kind.REJECTION,
        f"Reject {application.reference}, {supplier.name} for {lot.short}",
        consultation,
        authority="CR 3",
        by=by,
        on=on,
    )
    states.move(application, Application.State.REJECTED, by=by, decision=decision, decided_on=on)
    follow.decided(application, admitted=False, by=by, on=on)
    notices.tell(
        people_of(supplier),
        f"{application.reference} for {lot.short} was rejected",
        url=supplier.get_own_url(),
    )
