"""Asking for more for a running contract: a further request with a line that names the contract.

Written here for contracts, whose action has asked its own permission and rules. The request is
its requester's to finish and to submit, whoever started it, and goes to the manager and the panel
like any other.
"""

import datetime as dt
from decimal import Decimal

from django.db import transaction

from mdps.core import audit, notices
from mdps.core.models import User
from referrals.asking import add_line
from referrals.draft import start
from referrals.draft_rules import FACTS, WORDS
from referrals.funding import fund
from referrals.models import RequestLine, SupportRequest

GIVEN = {"case_reference", "subject", "category", "needed_by", "needed_from"}


@transaction.atomic
def start_supplement(
    line: RequestLine,
    *,
    contract_reference: str,
    units: int,
    amount: Decimal | None,
    amount_reason: str,
    needed_by: dt.date,
    by: User,
    on: dt.date,
) -> SupportRequest:
    """Start a draft that asks for `units` more of what `line` asked for, for that contract.

    It says what the first request said, to be changed where that is no longer so. GBP ex VAT. Its
    requester is told where somebody else started it. Raises Refused as referrals.draft and
    referrals.asking do, Forbidden where the requester no longer raises requests.
    """
    first, owner = line.request, line.request.requester
    said = {name: getattr(first, name) for name in FACTS - GIVEN}
    said |= {name: getattr(first.narrative, name) for name in WORDS}
    said["again_reason"] = f"More is needed for {contract_reference}."
    request = start(
        case_reference=first.case_reference,
        subject=first.subject,
        category=first.category,
        needed_by=needed_by,
        by=owner,
        on=on,
        **said,
    )
    asked = add_line(
        request,
        service=line.service,
        units=units,
        amount=amount,
        amount_reason=amount_reason,
        by=owner,
        on=on,
    )
    asked.contract_reference = contract_reference
    asked.save(update_fields=["contract_reference"])
    if split := {each.source: each.percent for each in first.funding.all()}:
        fund(request, split=split, by=owner, on=on)
    audit.record("request.supplement", request, by=by, contract=contract_reference, first=first)
    if by != owner:
        notices.tell(
            [owner],
            f"{request.reference} asks for more for {contract_reference}. Finish and submit it",
            url=request.get_absolute_url(),
        )
    return request
