"""Evidence: sent in by the supplier, and recorded when somebody of the council has seen it."""

import datetime as dt

from django.core.files.base import File
from django.db import transaction

from mdps.core import audit, notices, uploads
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.roles import holders_of
from mdps.core.rules import enforce
from suppliers.evidence_rules import RULES, Dates
from suppliers.models import Evidence, EvidenceOffer, Supplier


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


@transaction.atomic
def offer(
    supplier: Supplier,
    *,
    kind: str,
    number: str,
    valid_from: dt.date,
    expires_on: dt.date,
    upload: File,
    by: User,
    on: dt.date,
) -> EvidenceOffer:
    """Send in a document, which somebody of the council then verifies. Takes no lock.

    Those who keep the register are told where the supplier is on a lot: there it is a renewal.

    Raises Forbidden, Refused if it has expired or ends before it starts, or as uploads.keep does.
    """
    require(by, Permission.APPLICATION_MAKE, on=supplier)
    enforce(RULES, Dates(valid_from=valid_from, expires_on=expires_on, on=on))
    offered = EvidenceOffer.objects.create(
        supplier=supplier,
        kind=kind,
        number=number.strip(),
        valid_from=valid_from,
        expires_on=expires_on,
        file=uploads.keep(upload),
        offered_by=by,
        offered_on=on,
    )
    what = offered.get_kind_display()
    audit.record("evidence.offered", supplier, by=by, kind=what, expires=expires_on)
    if supplier.admissions.filter(ended_on=None).exists():
        keepers = User.objects.holding(*holders_of(Permission.SUPPLIER_MANAGE))
        notices.tell(
            keepers.exclude(pk=by.pk),
            f"{supplier} sent in: {what}",
            url=f"{supplier.get_absolute_url()}#sent-in",
        )
    return offered
