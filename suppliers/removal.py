"""Hearing a supplier before it is removed (CR 3): notice, its statement, or the notice cancelled.

The notice says the reasons and how long the supplier has to answer, in working days (10 unless
said otherwise, settings.MDPS_STATEMENT_DAYS). Whether the supplier is removed or kept is decided
after its statement or after that time (suppliers.remove).
"""

import datetime as dt

from django.db import transaction

from mdps.core import audit, notices, states, working_days
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, ask, enforce
from mdps.core.words import day
from suppliers.locks import lock
from suppliers.models import Admission, RemovalNotice
from suppliers.notice_rules import CANCEL, GIVE, STATE, Answering, Giving
from suppliers.removal_letters import write_notice
from suppliers.standing import tell

State = RemovalNotice.State


def open_notice(admission: Admission) -> RemovalNotice | None:
    """The notice of removal that runs, if there is one. No query where they are prefetched."""
    every = admission.removal_notices.all()
    return next((each for each in every if each.state in RemovalNotice.OPEN), None)


def refusals_against_notice(admission: Admission, *, days: int, on: dt.date) -> list[Refusal]:
    """Why no notice of removal can be given on the day `on`."""
    return ask(GIVE, _giving(admission, days, on))


@transaction.atomic
def give_notice(
    admission: Admission, *, reasons: str, days: int, by: User, on: dt.date
) -> RemovalNotice:
    """Give the supplier notice that it may be removed, with `days` working days to answer.

    The day of the notice is not counted; the last day is inclusive. Freezes the letter. Locks the
    admission.

    Raises Forbidden, or Refused if it is not on the lot, has had notice, or `days` is out of range.
    """
    require(by, Permission.ADMISSION_DECIDE, on=admission)
    lock(admission)
    enforce(GIVE, _giving(admission, days, on))
    notice = RemovalNotice.objects.create(
        admission=admission,
        reasons=reasons.strip(),
        given_on=on,
        given_by=by,
        statement_days=days,
        statement_until=working_days.add(on, days),
    )
    audit.record("removal.notice_given", admission, by=by, until=notice.statement_until)
    write_notice(notice, by=by)
    tell(admission, f"has notice of removal from {{lot}}: answer by {day(notice.statement_until)}")
    return notice


@transaction.atomic
def state(notice: RemovalNotice, *, statement: str, by: User, on: dt.date) -> None:
    """Make the supplier's statement: by its own people, or by an officer who received it.

    Locks the admission. Raises Forbidden, or Refused if the notice is closed, answered, or the
    time has passed (its last day counts).
    """
    require(by, Permission.REMOVAL_ANSWER, on=notice.admission.supplier)
    lock(notice.admission)
    notice.refresh_from_db()
    enforce(STATE, _answering(notice, on))
    states.move(
        notice, State.STATED, by=by, statement=statement.strip(), stated_on=on, stated_by=by
    )
    audit.record("removal.stated", notice.admission, by=by)
    notices.tell(
        [notice.given_by],
        f"{notice.admission.supplier} has answered {notice.reference}",
        url=notice.get_absolute_url(),
    )


def refusals_against_state(notice: RemovalNotice, *, on: dt.date) -> list[Refusal]:
    """Why no statement can be made on the day `on`."""
    return ask(STATE, _answering(notice, on))


@transaction.atomic
def cancel_notice(notice: RemovalNotice, *, because: str, by: User, on: dt.date) -> None:
    """Cancel the notice; the supplier stays as it stands. Locks the admission.

    Raises Forbidden, or Refused if the notice is closed.
    """
    require(by, Permission.ADMISSION_DECIDE, on=notice.admission)
    lock(notice.admission)
    notice.refresh_from_db()
    enforce(CANCEL, _answering(notice, on))
    states.move(notice, State.CANCELLED, by=by, cancelled_because=because.strip())
    audit.record("removal.cancelled", notice.admission, by=by)
    tell(notice.admission, "is not to be removed from {lot}: the notice is cancelled")


def close_with_withdrawal(admission: Admission, *, by: User | None) -> None:
    """Cancel the notice that runs: its supplier has left the lot, so nothing is to be decided.

    Inside the transaction of the withdrawal, under the admission's lock.
    """
    if notice := open_notice(admission):
        because = "The supplier has withdrawn from the lot."
        states.move(notice, State.CANCELLED, by=by, cancelled_because=because)
        audit.record("removal.cancelled", admission, by=by)


def _giving(admission: Admission, days: int, on: dt.date) -> Giving:
    running = open_notice(admission)
    return Giving(
        name=str(admission),
        state=admission.state,
        admitted_on=admission.admitted_on,
        open_until=running.statement_until if running else None,
        days=days,
        on=on,
    )


def _answering(notice: RemovalNotice, on: dt.date) -> Answering:
    return Answering(
        reference=notice.reference,
        state=notice.get_state_display(),
        is_open=notice.state in RemovalNotice.OPEN,
        is_stated=notice.state == State.STATED,
        until=notice.statement_until,
        on=on,
    )
