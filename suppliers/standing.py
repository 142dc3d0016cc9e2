"""What suspending, reinstating and removing have in common: one decision moves one admission.

An admission is taken FOR UPDATE here and FOR SHARE by an award (`queries.for_share`), so a
supplier is never awarded anything in the instant in which it is suspended.
"""

import datetime as dt
from collections.abc import Callable, Iterable

from mdps.core import decisions, notices, states
from mdps.core.decisions import Consultation
from mdps.core.models import DecisionRecord, User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, Refused, ask
from suppliers.admission_rules import Standing
from suppliers.locks import lock
from suppliers.models import Admission
from suppliers.queries import people_of

Rules = Iterable[Callable[[Standing], Refusal | None]]


def facts(admission: Admission, on: dt.date) -> Standing:
    """What the rules ask about."""
    return Standing(
        name=str(admission),
        state=admission.state,
        admitted_on=admission.admitted_on,
        suspended_on=admission.suspended_on,
        on=on,
    )


def refusals_against(rules: Rules, admission: Admission, on: dt.date) -> list[Refusal]:
    """Why `rules` do not let the admission be changed on the day `on`."""
    return ask(rules, facts(admission, on))


def decide(
    admission: Admission,
    to: str,
    *,
    rules: Rules,
    kind: DecisionRecord.Kind,
    said: str,
    consultation: Consultation,
    by: User,
    on: dt.date,
    **changes: object,
) -> None:
    """Record the decision and move the admission to the state `to`, inside the caller's
    transaction; `said` is what the supplier's people are told.

    Locks the admission FOR UPDATE. Raises Forbidden, or Refused with every reason.
    """
    require(by, Permission.ADMISSION_DECIDE, on=admission)
    lock(admission)
    found = refusals_against(rules, admission, on)
    if found := [*found, *decisions.refusals_against(consultation, on)]:
        raise Refused(found)
    supplier, lot = admission.supplier, admission.lot
    decision = decisions.record(
        kind,
        f"{kind.label}: {supplier.name}, {lot.short}",
        consultation,
        authority="CR 3",
        by=by,
        on=on,
    )
    states.move(admission, to, by=by, last_decision=decision, **changes)
    notices.tell(
        people_of(supplier), f"{supplier.name} {said} {lot.short}", url=supplier.get_own_url()
    )
