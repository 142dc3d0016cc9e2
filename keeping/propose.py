"""Propose that a case is disposed of, after a look at it."""

import datetime as dt

from django.db import transaction

from keeping.cases import about, requests_of
from keeping.disposal_rules import PROPOSE_RULES
from keeping.models import Disposal
from mdps.core import audit
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import enforce


@transaction.atomic
def propose(case_reference: str, *, reason: str, by: User, on: dt.date) -> Disposal:
    """Propose the disposal of a case whose time is over, for somebody else to approve.

    Locks its requests. Raises Refused with everything that speaks against it.
    """
    require(by, Permission.DISPOSAL_PROPOSE)
    list(requests_of(case_reference).select_for_update())
    case = about(case_reference, on=on, reason=reason)
    enforce(PROPOSE_RULES, case)
    disposal = Disposal.objects.create(
        case_reference=case_reference,
        basis=case.due_because,
        due_on=case.due_on,
        reason=reason.strip(),
        proposed_by=by,
        proposed_on=on,
    )
    audit.record("disposal.proposed", disposal, by=by, due_on=case.due_on)
    return disposal
