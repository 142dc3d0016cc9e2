"""Write a support request: start it, change it, add and remove its lines.

Each action locks the request's row first, so that nothing changes in what was just submitted.
"""

import datetime as dt
from decimal import Decimal

from django.db import transaction

from lots.models import RequestCategory, Service
from mdps.core import audit
from mdps.core.models import User
from mdps.core.money import ZERO, to_penny
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, Refused, ask, enforce
from referrals import draft_rules as rules
from referrals.estimate import estimate
from referrals.models import RequestLine, SupportRequest

NO_TEAM = Refusal(
    "no-team",
    "You are not in a team, so nobody could endorse this request. "
    "Ask the system administrator to put you in your team.",
)
FIELDS = frozenset(
    {"case_reference", "subject", "legal_basis", "category", "need", "outcome", "needed_by"}
)


@transaction.atomic
def start(
    *,
    case_reference: str,
    subject: str,
    category: RequestCategory,
    needed_by: dt.date,
    legal_basis: str = "",
    need: str = "",
    outcome: str = "",
    by: User,
    on: dt.date,
) -> SupportRequest:
    """Start a draft in the team of `by`. Legal basis, need and outcome may follow by edit().

    Raises Refused if the case reference looks like a name, support is needed in the past, or
    `by` is in no team.
    """
    require(by, Permission.REQUEST_RAISE)
    known = {"case_reference": case_reference, "needed_by": needed_by}
    refusals = ask(rules.WRITING, rules.Writing(SupportRequest.State.DRAFT, known, on))
    if by.team is None:
        raise Refused([*refusals, NO_TEAM])
    if refusals:
        raise Refused(refusals)
    request = SupportRequest.objects.create(
        case_reference=case_reference,
        subject=subject,
        legal_basis=legal_basis,
        category=category,
        need=need,
        outcome=outcome,
        needed_by=needed_by,
        team=by.team,
        requester=by,
        state_since=on,
        created_on=on,
    )
    audit.record("request.started", request, by=by)
    return request


@transaction.atomic
def edit(request: SupportRequest, *, by: User, on: dt.date, **fields: object) -> SupportRequest:
    """Change `fields` (of FIELDS) of a draft or returned request, and return it.

    Raises Refused if it is not editable, a field is empty, or what start() refuses.
    """
    require(by, Permission.REQUEST_RAISE, on=request)
    if unknown := set(fields) - FIELDS:
        raise TypeError(f"Not fields of a request: {sorted(unknown)}")
    request = hold(request)
    facts = rules.Writing(request.state, fields, on)
    if refusals := [*ask(rules.WRITING, facts), *rules.missing(fields)]:
        raise Refused(refusals)
    for name, value in fields.items():
        setattr(request, name, value)
    request.save(update_fields=list(fields))
    audit.record("request.edited", request, by=by, fields=sorted(fields))
    return request


@transaction.atomic
def add_line(
    request: SupportRequest,
    *,
    service: Service,
    units: int,
    amount: Decimal | None = None,
    by: User,
    on: dt.date,
) -> RequestLine:
    """Ask for `units` of `service`; without an `amount` for the estimate of the day `on`.

    Raises Refused if the request is not editable, units are less than 1, or there is no amount.
    """
    require(by, Permission.REQUEST_RAISE, on=request)
    request = hold(request)
    found = estimate(service, on)
    if amount is None and found:
        amount = found.amount(units)
    enforce([rules.can_be_changed], rules.Writing(request.state, {}, on))
    enforce(rules.LINE, rules.Line(units, amount))
    line = RequestLine.objects.create(
        request=request,
        service=service,
        units=units,
        unit_estimate=to_penny(found.median) if found else ZERO,
        requested_amount=amount,
    )
    audit.record(
        "request.line_added", request, by=by, service=service.name, units=units, amount=amount
    )
    return line


@transaction.atomic
def remove_line(line: RequestLine, *, by: User) -> None:
    """Take a line off its request. Raises Refused if the request is not editable."""
    require(by, Permission.REQUEST_RAISE, on=line.request)
    request = hold(line.request)
    enforce([rules.can_be_changed], rules.Writing(request.state, {}, request.created_on))
    audit.record(
        "request.line_removed", request, by=by, service=line.service.name, units=line.units
    )
    line.delete()


def hold(request: SupportRequest) -> SupportRequest:
    """The request as it is now, its row locked until the end of the transaction."""
    return SupportRequest.objects.select_for_update().get(pk=request.pk)
