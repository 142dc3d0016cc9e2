"""Removing a supplier from a lot (CR 3). It cannot be undone; the supplier may apply again."""

import datetime as dt

from django.db import transaction

from mdps.core.decisions import Consultation
from mdps.core.models import DecisionRecord, User
from mdps.core.rules import Refusal
from suppliers.admission_rules import REMOVE
from suppliers.models import Admission
from suppliers.standing import decide, refusals_against


def refusals_against_remove(admission: Admission, *, on: dt.date) -> list[Refusal]:
    """Why the supplier cannot be removed from the lot on the day `on`."""
    return refusals_against(REMOVE, admission, on)


@transaction.atomic
def remove(admission: Admission, *, consultation: Consultation, by: User, on: dt.date) -> None:
    """End the admission: `on` is its last day, and on it nothing is awarded any more.

    Locks the admission FOR UPDATE; an award in progress is waited for. What was awarded runs on.

    Raises Forbidden, or Refused if it is removed already, or was consulted too late.
    """
    decide(
        admission,
        Admission.State.REMOVED,
        rules=REMOVE,
        kind=DecisionRecord.Kind.REMOVAL,
        said="is removed from",
        consultation=consultation,
        by=by,
        on=on,
        ended_on=on,
    )
