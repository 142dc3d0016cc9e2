"""Letting states follow the days: suspensions begin and end, withdrawals take effect.

Whether a call-off may be awarded on a day is asked of the days themselves, so a task that comes
late makes no award possible and prevents none.
"""

import datetime as dt

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from mdps.core import states
from suppliers.locks import lock
from suppliers.models import Admission, AdmissionSuspension
from suppliers.removal import close_with_withdrawal
from suppliers.standing import tell

State = Admission.State


def keep(on: dt.date) -> int:
    """Move every admission to the state in which it stands on the day `on`; how many moved.

    One transaction each, under the admission's lock. Safe to run twice and after missed days.
    """
    running = AdmissionSuspension.objects.filter(
        Q(resumes_on=None) | Q(resumes_on__gt=on), admission=OuterRef("pk"), starts_on__lte=on
    )
    left = Q(ended_on__lte=on)
    astray = Admission.objects.exclude(state__in=Admission.ENDED).filter(
        left | Q(~Exists(running), state=State.SUSPENDED) | Q(Exists(running), state=State.ADMITTED)
    )
    return sum(_move(admission, on) for admission in astray.order_by("pk"))


@transaction.atomic
def _move(admission: Admission, on: dt.date) -> bool:
    lock(admission)
    to = admission.standing_on(on)
    if to is None or to == admission.state:
        return False
    running = (each.starts_on for each in admission.suspensions.all() if each.covers(on))
    changes = {} if to == State.WITHDRAWN else {"suspended_on": next(running, None)}
    states.move(admission, to, by=None, **changes)
    if to == State.WITHDRAWN:
        close_with_withdrawal(admission, by=None)
    tell(admission, SAID[State(to)])
    return True


SAID = {
    State.ADMITTED: "can be awarded call-offs under {lot} again: its suspension has ended",
    State.SUSPENDED: "is suspended from {lot} from today",
    State.WITHDRAWN: "is withdrawn from {lot} from today",
}
