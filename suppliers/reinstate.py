"""Ending a suspension (CR 3): the supplier can be awarded call-offs again."""

import datetime as dt

from django.db import transaction

from mdps.core.decisions import Consultation
from mdps.core.models import DecisionRecord, User
from mdps.core.rules import Refusal
from suppliers.admission_rules import REINSTATE
from suppliers.models import Admission
from suppliers.standing import decide, refusals_against


def refusals_against_reinstate(admission: Admission, *, on: dt.date) -> list[Refusal]:
    """Why the suspension cannot be ended on the day `on`."""
    return refusals_against(REINSTATE, admission, on)


@transaction.atomic
def reinstate(admission: Admission, *, consultation: Consultation, by: User, on: dt.date) -> None:
    """End the suspension on the day `on`: from that day it counts for awards again.

    Locks the admission FOR UPDATE.

    Raises Forbidden, or Refused if it is not suspended, or was consulted too late.
    """
    decide(
        admission,
        Admission.State.ADMITTED,
        rules=REINSTATE,
        kind=DecisionRecord.Kind.REINSTATEMENT,
        said="is reinstated on",
        consultation=consultation,
        by=by,
        on=on,
        suspended_on=None,
    )
