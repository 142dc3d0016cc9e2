"""Recording evidence that somebody of the council has seen."""

import datetime as dt

from django.db import transaction

from mdps.core import audit
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import enforce
from suppliers.evidence_rules import RULES, Dates
from suppliers.models import Evidence, Supplier


@transaction.atomic
def record(
    supplier: Supplier,
    *,
    kind: str,
    number: str,
    valid_from: dt.date,
    expires_on: dt.date,
    by: User,
    on: dt.date,
) -> Evidence:
    """Record that `by` saw the document on the day `on`. `expires_on` is its last valid day.

    Raises Forbidden, or Refused if it has expired or ends before it starts.
    """
    require(by, Permission.SUPPLIER_MANAGE, on=supplier)
    enforce(RULES, Dates(valid_from=valid_from, expires_on=expires_on, on=on))
    evidence = Evidence.objects.create(
        supplier=supplier,
        kind=kind,
        number=number.strip(),
        valid_from=valid_from,
        expires_on=expires_on,
        verified_by=by,
        verified_on=on,
    )
    audit.record(
        "evidence.recorded",
        supplier,
        by=by,
        kind=evidence.get_kind_display(),
        expires=expires_on,
    )
    return evidence
