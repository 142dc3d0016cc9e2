"""Suspending a supplier from a lot (CR 3): no new awards until it is reinstated."""

import datetime as dt

from django.db import transaction

from mdps.core.decisions import Consultation
from mdps.core.models import DecisionRecord, User
from mdps.core.rules import Refusal
from suppliers.admission_rules import SUSPEND
from suppliers.models import Admission
from suppliers.standing import decide, refusals_against


def refusals_against_suspend(admission: Admission, *, on: dt.date) -> list[Refusal]:
    """Why the admission cannot be suspended on the day `on`."""
    return refusals_against(SUSPEND, admission, on)


@transaction.atomic
def suspend(admission: Admission, *, consultation: Consultation, by: User, on: dt.date) -> None:
    """Suspend the admission from the day `on`: from that day nothing is awarded under it.

    Locks the admission FOR UPDATE; an award in progress is waited for. What was awarded runs on.

    Raises Forbidden, or Refused if it is suspended or removed, or was consulted too late.
    """
    decide(
        admission,
        Admission.State.SUSPENDED,
        rules=SUSPEND,
        kind=DecisionRecord.Kind.SUSPENSION,
        said="is suspended from",
        consultation=consultation,
        by=by,
        on=on,
        suspended_on=on,
    )
