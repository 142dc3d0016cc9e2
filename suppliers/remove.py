"""Removing a supplier from a lot, or keeping it after notice (CR 3).

A removal cannot be undone; the supplier may apply again.
"""

import datetime as dt

from django.db import transaction

from mdps.core import states
from mdps.core.decisions import Consultation
from mdps.core.models import DecisionRecord, User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, ask
from suppliers.admission_rules import KEEP, REMOVE, Removing
from suppliers.locks import lock
from suppliers.models import Admission, RemovalNotice
from suppliers.removal import open_notice
from suppliers.removal_letters import write_decision
from suppliers.standing import end_periods, facts_of, record, tell


def refusals_against_remove(admission: Admission, *, on: dt.date) -> list[Refusal]:
    """Why the supplier cannot be removed from the lot on the day `on`."""
    return ask(REMOVE, _facts(admission, open_notice(admission), on))


@transaction.atomic
def remove(admission: Admission, *, consultation: Consultation, by: User, on: dt.date) -> None:
    """End the admission: `on` is its last day, and on it nothing is awarded any more.

    Ends its suspension too, and freezes the letter. Locks the admission FOR UPDATE; an award in
    progress is waited for. What was awarded runs on.

    Raises Forbidden, or Refused if it is removed already, had no notice, has still time for its
    statement, or was consulted too late.
    """
    require(by, Permission.ADMISSION_DECIDE, on=admission)
    lock(admission)
    notice = open_notice(admission)
    found = ask(REMOVE, _facts(admission, notice, on))
    kind = DecisionRecord.Kind.REMOVAL
    decision = record(admission, kind, consultation, found=found, by=by, on=on)
    end_periods(admission, on, decision)
    states.move(admission, Admission.State.REMOVED, by=by, last_decision=decision, ended_on=on)
    _close(notice, RemovalNotice.State.REMOVED, decision, by=by)
    tell(admission, "is removed from {lot}")


@transaction.atomic
def retain(admission: Admission, *, consultation: Consultation, by: User, on: dt.date) -> None:
    """Decide after notice that the supplier stays on the lot. A suspension runs on.

    Freezes the letter. Locks the admission FOR UPDATE. Raises as `remove` does.
    """
    require(by, Permission.ADMISSION_DECIDE, on=admission)
    lock(admission)
    notice = open_notice(admission)
    found = ask(KEEP, _facts(admission, notice, on))
    kind = DecisionRecord.Kind.RETENTION
    decision = record(admission, kind, consultation, found=found, by=by, on=on)
    admission.last_decision = decision
    admission.save(update_fields=["last_decision"])
    _close(notice, RemovalNotice.State.KEPT, decision, by=by)
    tell(admission, "is kept on {lot}")


def _close(
    notice: RemovalNotice | None, to: RemovalNotice.State, decision: DecisionRecord, *, by: User
) -> None:
    if notice is None:
        raise AssertionError("The rules let nobody be decided about without notice.")
    states.move(notice, to, by=by, decision=decision)
    write_decision(notice, decision, removed=to == RemovalNotice.State.REMOVED, by=by)


def _facts(admission: Admission, notice: RemovalNotice | None, on: dt.date) -> Removing:
    return Removing(
        **facts_of(admission, on),
        statement_until=notice.statement_until if notice else None,
        is_stated=bool(notice and notice.statement),
    )
