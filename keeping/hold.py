"""Place a hold on a case, and lift it."""

import datetime as dt

from django.db import transaction

from keeping.cases import holds_of, requests_of
from keeping.models import Hold
from mdps.core import audit
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, Refused


@transaction.atomic
def place(case_reference: str, *, kind: str, reason: str, by: User, on: dt.date) -> Hold:
    """Keep a case whatever its day, until the hold is lifted. Locks its requests.

    Raises Refused without such a case or a reason, or where it is held for the same already.
    """
    require(by, Permission.DISPOSAL_PROPOSE)
    refusals = []
    if not list(requests_of(case_reference).select_for_update()):
        words = f"There is no request of {case_reference}."
        refusals.append(Refusal("no-case", words, field="case_reference"))
    if holds_of(case_reference).filter(kind=kind).exists():
        words = f"{case_reference} is held for {Hold.Kind(kind).label.lower()} already."
        refusals.append(Refusal("held-already", words, field="kind"))
    if not reason.strip():
        refusals.append(Refusal("no-reason", "Enter the reason.", field="reason"))
    if refusals:
        raise Refused(refusals)
    hold = Hold.objects.create(
        case_reference=case_reference,
        kind=kind,
        reason=reason.strip(),
        placed_by=by,
        placed_on=on,
    )
    audit.record("hold.placed", hold, by=by, kind=hold.get_kind_display().lower())
    return hold


@transaction.atomic
def lift(hold: Hold, *, by: User, on: dt.date) -> None:
    """Let a case be disposed of again, once its time is over. Locks the hold."""
    require(by, Permission.DISPOSAL_APPROVE)
    held = Hold.objects.select_for_update().get(pk=hold.pk)
    if held.lifted_on:
        raise Refused([Refusal("lifted", f"{held.reference} was lifted already.")])
    held.lifted_by, held.lifted_on = by, on
    held.save(update_fields=["lifted_by", "lifted_on"])
    audit.record("hold.lifted", held, by=by)
