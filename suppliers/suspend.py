"""Suspending a supplier from a lot (CR 3): no new awards while it lasts.

An administrative suspension has a last day, inclusive, and is over the day after by itself. One
for safeguarding begins at once and ends only by another decision; each call-off that is to be
delivered then needs a decision of its own (contracts hears of it by suppliers.hearing).
"""

import datetime as dt

from django.db import transaction

from mdps.core import audit, states
from mdps.core.decisions import Consultation
from mdps.core.models import DecisionRecord, User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, ask
from mdps.core.words import day
from suppliers import hearing
from suppliers.admission_rules import DAY, SUSPEND, Suspending
from suppliers.locks import lock
from suppliers.models import Admission, AdmissionSuspension
from suppliers.standing import end_periods, facts_of, record, tell

Kind = AdmissionSuspension.Kind


def refusals_against_suspend(admission: Admission, *, on: dt.date) -> list[Refusal]:
    """Why the admission cannot be suspended for safeguarding on the day `on`: the page's button.

    An administrative suspension may be possible on other days even where it runs already.
    """
    return ask(SUSPEND, _facts(admission, Kind.SAFEGUARDING, on, None, on))


@transaction.atomic
def suspend(
    admission: Admission,
    *,
    kind: str = Kind.SAFEGUARDING,
    starts_on: dt.date | None = None,
    until: dt.date | None = None,
    consultation: Consultation,
    by: User,
    on: dt.date,
) -> AdmissionSuspension:
    """Suspend the admission: from `starts_on` (`on` unless given) nothing is awarded under it.

    `until` is the last day of an administrative suspension, inclusive: it is over the day after.
    One for safeguarding takes the place of an administrative one.

    Locks the admission FOR UPDATE; an award in progress is waited for. What was awarded runs on,
    or is decided about call-off by call-off.

    Raises Forbidden, or Refused if it overlaps another suspension, is removed, ends before it
    starts or in the past, or was consulted too late.
    """
    require(by, Permission.ADMISSION_DECIDE, on=admission)
    lock(admission)
    starts_on = starts_on or on
    found = ask(SUSPEND, _facts(admission, kind, starts_on, until, on))
    decision = record(
        admission, DecisionRecord.Kind.SUSPENSION, consultation, found=found, by=by, on=on
    )
    if kind == Kind.SAFEGUARDING:
        end_periods(admission, on, decision)
    suspension = AdmissionSuspension.objects.create(
        admission=admission,
        kind=kind,
        starts_on=starts_on,
        resumes_on=until + DAY if until else None,
        decision=decision,
    )
    _move(admission, suspension, by=by, on=on)
    hearing.suspended(suspension, by=by, on=on)
    since = f" from {day(starts_on)}" if starts_on > on else ""
    last = f" until {day(until)}" if until else ""
    tell(admission, f"is suspended from {{lot}}{since}{last}")
    return suspension


def _move(admission: Admission, suspension: AdmissionSuspension, *, by: User, on: dt.date) -> None:
    """The state follows at once where it begins today; else on its first day (keep_standing)."""
    if suspension.starts_on <= on and admission.state == Admission.State.ADMITTED:
        states.move(
            admission,
            Admission.State.SUSPENDED,
            by=by,
            suspended_on=suspension.starts_on,
            last_decision=suspension.decision,
        )
        return
    if suspension.starts_on <= on:
        admission.suspended_on = suspension.starts_on
    admission.last_decision = suspension.decision
    admission.save(update_fields=["suspended_on", "last_decision"])
    audit.record(
        "admission.suspension_decided",
        admission,
        by=by,
        kind=suspension.get_kind_display().lower(),
        since=suspension.starts_on,
    )


def _facts(
    admission: Admission, kind: str, starts_on: dt.date, until: dt.date | None, on: dt.date
) -> Suspending:
    return Suspending(**facts_of(admission, on), kind=kind, starts_on=starts_on, until=until)
