"""Recording the Director's written authorisation of a direct award."""

import datetime as dt
from decimal import Decimal

from django.core.files.base import File
from django.db import transaction

from contracts.authorise_rules import RULES, Authorising
from contracts.limits import in_force
from contracts.models import DirectAwardAuthorisation
from mdps.core import audit, uploads
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import enforce
from referrals.models import RequestLine
from suppliers.models import Supplier


@transaction.atomic
def authorise(
    line: RequestLine,
    supplier: Supplier,
    *,
    highest_value: Decimal,
    authorised_by: str,
    authorised_on: dt.date,
    reason: str,
    explanation: str,
    document: File | None = None,
    by: User,
    on: dt.date,
) -> DirectAwardAuthorisation:
    """Record that the Director authorised one direct award of `line` to `supplier` in writing.

    Up to `highest_value` (GBP ex VAT, may be equalled), with all that counts together with it.
    `document` is the letter, where there is a copy. Raises Forbidden or Refused.
    """
    require(by, Permission.AUTHORITY_MANAGE)
    enforce(
        RULES,
        Authorising(
            line=line.reference,
            line_is_open=line.state in line.OPEN,
            highest_value=highest_value,
            limit=in_force(on).direct_award_above,
            authorised_on=authorised_on,
            on=on,
            explanation=explanation,
        ),
    )
    authorisation = DirectAwardAuthorisation.objects.create(
        line=line,
        supplier=supplier,
        highest_value=highest_value,
        authorised_by=authorised_by.strip(),
        authorised_on=authorised_on,
        reason=reason,
        explanation=explanation.strip(),
        document=uploads.keep(document, case_key=line.request.case_key_id) if document else None,
        recorded_by=by,
        recorded_on=on,
    )
    audit.record(
        "direct.authorised",
        authorisation,
        by=by,
        supplier=supplier.name,
        highest_value=highest_value,
        reason=reason,
        line=line,
    )
    return authorisation
