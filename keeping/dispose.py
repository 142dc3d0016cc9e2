"""Approve a disposal, and carry it out; or refuse it.

What is said about the child becomes unreadable in every table, file, paper, log of changes and
backup at once, since its keys are destroyed. Amounts, days, states and the ledger stay, so that no
total of any report changes.
"""

import datetime as dt

from django.db import transaction

from keeping.cases import about, requests_of
from keeping.disposal_rules import APPROVE_RULES, REFUSE_RULES, Case
from keeping.models import Disposal, Hold
from mdps.core import outbox, states
from mdps.core.cases import keys
from mdps.core.models import Paper, PrivateFile, User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, ask, enforce

State = Disposal.State


@transaction.atomic
def approve(disposal: Disposal, *, reason: str, by: User, on: dt.date) -> Disposal:
    """Dispose of the case. There is no way back.

    Locks its requests, then the disposal. The bytes of its files are removed after commit. Raises
    Refused where something speaks against it by now, or `by` proposed it.
    """
    require(by, Permission.DISPOSAL_APPROVE)
    requests = list(requests_of(disposal.case_reference).select_for_update())
    held = Disposal.objects.select_for_update().get(pk=disposal.pk)
    enforce(APPROVE_RULES, _facts(held, reason, by=by, on=on))
    destroyed = {request.case_key_id for request in requests}
    papers = list(Paper.objects.select_related("file").filter(case_keys__overlap=list(destroyed)))
    laid_out = [paper.file.case_key_id for paper in papers if paper.file]
    destroyed |= {key for key in laid_out if key}
    files = list(PrivateFile.objects.filter(case_key__in=destroyed).values_list("pk", flat=True))
    for paper in papers:
        paper.file = None  # laid out anew, without the child, when somebody asks for it
        paper.save(update_fields=["file"])
    keys.destroy(destroyed, on=on)
    tombstone = held.tombstone
    requests_of(held.case_reference).update(case_reference=tombstone, year_of_birth=None)
    Hold.objects.filter(case_reference=held.case_reference).update(case_reference=tombstone)
    Disposal.objects.filter(case_reference=held.case_reference).update(case_reference=tombstone)
    outbox.put("remove-files", files=files)
    states.move(
        held,
        State.DISPOSED,
        by=by,
        case_reference=tombstone,
        decided_by=by,
        decided_on=on,
        decided_because=reason.strip(),
        requests=len(requests),
        files=len(files),
    )
    return held


@transaction.atomic
def refuse(disposal: Disposal, *, reason: str, by: User, on: dt.date) -> None:
    """Let the case be kept; it may be proposed again. Locks the disposal. Raises Refused."""
    require(by, Permission.DISPOSAL_APPROVE)
    held = Disposal.objects.select_for_update().get(pk=disposal.pk)
    enforce(REFUSE_RULES, _facts(held, reason, by=by, on=on))
    states.move(
        held,
        State.REFUSED,
        by=by,
        decided_by=by,
        decided_on=on,
        decided_because=reason.strip(),
    )


def refusals_against_approving(disposal: Disposal, *, by: User, on: dt.date) -> list[Refusal]:
    """Why `by` cannot dispose of it now; empty means they can."""
    return ask(APPROVE_RULES, _facts(disposal, "A reason", by=by, on=on))


def _facts(held: Disposal, reason: str, *, by: User, on: dt.date) -> Case:
    same = held.proposed_by_id == by.pk
    return about(held.case_reference, on=on, reason=reason, same_person=same)
