"""Ending a suspension (CR 3): the supplier can be awarded call-offs again."""

import datetime as dt

from django.db import transaction

from mdps.core import audit, states
from mdps.core.decisions import Consultation
from mdps.core.models import DecisionRecord, User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, ask
from suppliers import hearing
from suppliers.admission_rules import REINSTATE, Standing
from suppliers.locks import lock
from suppliers.models import Admission
from suppliers.standing import end_periods, facts_of, record, tell


def refusals_against_reinstate(admission: Admission, *, on: dt.date) -> list[Refusal]:
    """Why the suspension cannot be ended on the day `on`."""
    return ask(REINSTATE, Standing(**facts_of(admission, on)))


@transaction.atomic
def reinstate(admission: Admission, *, consultation: Consultation, by: User, on: dt.date) -> None:
    """End the suspension on the day `on`: from that day it counts for awards again.

    One that has not begun yet is called off. Locks the admission FOR UPDATE.

    Raises Forbidden, or Refused if it is not suspended, or was consulted too late.
    """
    require(by, Permission.ADMISSION_DECIDE, on=admission)
    lock(admission)
    decision = record(
        admission,
        DecisionRecord.Kind.REINSTATEMENT,
        consultation,
        found=refusals_against_reinstate(admission, on=on),
        by=by,
        on=on,
    )
    ended = end_periods(admission, on, decision)
    changes = {"suspended_on": None, "last_decision": decision}
    if admission.state == Admission.State.SUSPENDED:
        states.move(admission, Admission.State.ADMITTED, by=by, **changes)
    else:
        admission.last_decision = decision
        admission.save(update_fields=["last_decision"])
        audit.record("admission.suspension_called_off", admission, by=by)
    for suspension in ended:
        hearing.reinstated(suspension, by=by, on=on)
    tell(admission, "is reinstated on {lot}")
