"""A supplier leaves a lot by its own wish (CR 3). What was awarded before runs on."""

import datetime as dt

from django.db import transaction

from mdps.core import audit, notices, states
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.roles import holders_of
from mdps.core.rules import Refusal, ask, enforce
from mdps.core.words import day
from suppliers.admission_rules import LEAVE, Leaving
from suppliers.locks import lock
from suppliers.models import Admission
from suppliers.removal import close_with_withdrawal
from suppliers.standing import facts_of


def refusals_against_leave(admission: Admission, *, on: dt.date) -> list[Refusal]:
    """Why the supplier cannot leave the lot from the day `on`."""
    return ask(LEAVE, _facts(admission, on, on))


@transaction.atomic
def leave(admission: Admission, *, leaves_on: dt.date, reason: str, by: User, on: dt.date) -> None:
    """Withdraw from the lot with effect from `leaves_on`: from that day nothing is awarded.

    A provider withdraws its own organisation, a commissioner any at its wish. No decision is
    needed; a notice of removal is closed when it takes effect. Locks the admission FOR UPDATE; an
    award in progress is waited for.

    Raises Forbidden, or Refused if it has ended, is withdrawn already, or the day has passed.
    """
    require(by, Permission.APPLICATION_MAKE, on=admission.supplier)
    lock(admission)
    enforce(LEAVE, _facts(admission, leaves_on, on))
    if leaves_on <= on:
        states.move(admission, Admission.State.WITHDRAWN, by=by, ended_on=leaves_on)
        close_with_withdrawal(admission, by=by)
    else:
        admission.ended_on = leaves_on
        admission.save(update_fields=["ended_on"])
    audit.record("admission.leaves", admission, by=by, leaves=leaves_on, reason=reason.strip())
    supplier = admission.supplier
    notices.tell(
        User.objects.holding(*holders_of(Permission.ADMISSION_DECIDE)),
        f"{supplier.name} leaves {admission.lot.short} from {day(leaves_on)}",
        url=supplier.get_absolute_url(),
    )


def _facts(admission: Admission, leaves_on: dt.date, on: dt.date) -> Leaving:
    return Leaving(**facts_of(admission, on), leaves_on=leaves_on, ended_on=admission.ended_on)
