"""Recording why a proposed contract is separate from others of the same child and supplier."""

import datetime as dt
from decimal import Decimal

from django.db import transaction

from contracts.models import SeparatenessRecord
from contracts.separate_rules import RULES, Separating
from contracts.together import contracts_near
from mdps.core import audit
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import enforce
from referrals.models import RequestLine
from suppliers.models import Supplier


@transaction.atomic
def separate(
    line: RequestLine,
    supplier: Supplier,
    *,
    highest_value: Decimal,
    reasons: str,
    by: User,
    on: dt.date,
) -> SeparatenessRecord:
    """Record why a contract of `line` with `supplier`, up to `highest_value`, stands by itself.

    It names the contracts that count together today and lets one contract through, awarded by
    somebody else than `by`; for an increase `highest_value` is what the contract then comes to.
    What is awarded after today is not named. Raises Forbidden or Refused.
    """
    require(by, Permission.CONTRACT_AWARD, on=line)
    near = list(contracts_near(line, supplier, on))
    enforce(
        RULES,
        Separating(
            supplier=supplier.name,
            highest_value=highest_value,
            count=len(near),
            reasons=reasons,
            officer_raised_request=line.request.requester_id == by.pk,
        ),
    )
    record = SeparatenessRecord.objects.create(
        line=line,
        supplier=supplier,
        highest_value=highest_value,
        reasons=reasons.strip(),
        recorded_by=by,
        recorded_on=on,
    )
    record.contracts.set(near)
    audit.record(
        "contracts.separated",
        record,
        by=by,
        supplier=supplier.name,
        highest_value=highest_value,
        contracts=[each.reference for each in near],
    )
    return record
