"""The request behind a contract that was made before this service: what its record says of it.

Written here for contracts, whose import has asked its own permission and rules. Nobody asked the
panel here, so no decision is recorded and no figure of the panel counts it.
"""

import datetime as dt
from decimal import Decimal

from django.db import transaction

from lots.models import Service
from mdps.core import audit, states
from mdps.core.models import Team, User
from mdps.core.rules import enforce
from referrals import lines
from referrals.draft_rules import Writing, case_reference_is_no_name
from referrals.models import Narrative, RequestLine, SupportRequest

State = RequestLine.State


@transaction.atomic
def carry_over(
    *,
    case_reference: str,
    team: Team,
    requester: User,
    service: Service,
    units: int,
    amount: Decimal,
    made_on: dt.date,
    ends_on: dt.date,
    earlier_reference: str,
    by: User,
) -> RequestLine:
    """Record that `amount` (GBP ex VAT) for `units` of `service` was agreed on the day `made_on`.

    Returns the line, not approved yet. Raises Refused if the case reference looks like a name.
    """
    written = {"case_reference": case_reference}
    enforce([case_reference_is_no_name], Writing(SupportRequest.State.DRAFT, written, made_on))
    request = SupportRequest.objects.create(
        is_carried_over=True,
        case_reference=case_reference,
        subject=SupportRequest.Subject.CHILD,
        category=service.category,
        needed_by=ends_on,
        deadline_on=ends_on,
        is_court_directed=False,
        team=team,
        requester=requester,
        state=SupportRequest.State.DECIDED,
        state_since=made_on,
        created_on=made_on,
        submitted_on=made_on,
    )
    Narrative.objects.create(request=request)
    audit.record("request.carried_over", request, by=by, earlier=earlier_reference)
    return RequestLine.objects.create(
        request=request,
        service=service,
        units=units,
        unit_estimate=Decimal("0.00"),
        requested_amount=amount,
    )


@transaction.atomic
def use(line: RequestLine, *, amount: Decimal, units: int, until: dt.date, by: User) -> None:
    """Count what the contract commits as approved and used, up to the day `until`, inclusive."""
    states.move(
        line,
        State.APPROVED,
        by=by,
        approved_amount=amount,
        approved_units=units,
        approved_until=until,
    )
    lines.commit(line, amount=amount, units=units, by=by)
