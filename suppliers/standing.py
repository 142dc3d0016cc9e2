"""What suspending, reinstating, removing and keeping have in common: one decision about one
admission.

An admission is taken FOR UPDATE here and FOR SHARE by an award (`queries.for_share`), so a
supplier is never awarded anything in the instant in which it is suspended.
"""

import datetime as dt
from typing import Any

from mdps.core import decisions, notices
from mdps.core.decisions import Consultation
from mdps.core.models import DecisionRecord, User
from mdps.core.rules import Refusal, Refused
from suppliers.admission_rules import Period
from suppliers.models import Admission, AdmissionSuspension
from suppliers.queries import people_of


def facts_of(admission: Admission, on: dt.date) -> dict[str, Any]:
    """The fields of suppliers.admission_rules.Standing. One query."""
    return {
        "name": str(admission),
        "state": admission.state,
        "admitted_on": admission.admitted_on,
        "suspended_on": admission.suspended_on,
        "on": on,
        "periods": tuple(
            Period(kind=each.kind, starts_on=each.starts_on, resumes_on=each.resumes_on)
            for each in periods_from(admission, on)
        ),
    }


def periods_from(admission: Admission, on: dt.date) -> list[AdmissionSuspension]:
    """The suspensions that run on the day `on` or later, the first to begin first. No query where
    they are prefetched."""
    every = admission.suspensions.all()
    reaching = [each for each in every if each.resumes_on is None or each.resumes_on > on]
    return sorted(reaching, key=lambda each: each.starts_on)


def end_periods(
    admission: Admission, on: dt.date, decision: DecisionRecord
) -> list[AdmissionSuspension]:
    """End every suspension that runs on the day `on` or is to come; on that day it is over."""
    ended = periods_from(admission, on)
    for each in ended:
        each.resumes_on, each.end_decision = max(each.starts_on, on), decision
        each.save(update_fields=["resumes_on", "end_decision"])
    return ended


def record(
    admission: Admission,
    kind: DecisionRecord.Kind,
    consultation: Consultation,
    *,
    found: list[Refusal],
    by: User,
    on: dt.date,
) -> DecisionRecord:
    """The decision record about `admission`, unless there are refusals in `found`.

    Raises Refused with every reason.
    """
    if found := [*found, *decisions.refusals_against(consultation, on)]:
        raise Refused(found)
    subject = f"{kind.label}: {admission.supplier.name}, {admission.lot.short}"
    return decisions.record(kind, subject, consultation, authority="CR 3", by=by, on=on)


def tell(admission: Admission, said: str) -> None:
    """Tell the supplier's people that it `said` ("is removed from") its lot."""
    supplier = admission.supplier
    sentence = f"{supplier.name} {said.format(lot=admission.lot.short)}"
    notices.tell(people_of(supplier), sentence, url=supplier.get_own_url())
