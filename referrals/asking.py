"""The lines of a request while it is written: ask for a service, and take one off again."""

import datetime as dt
from decimal import Decimal

from django.db import transaction

from lots.models import Service
from mdps.core import audit
from mdps.core.models import User
from mdps.core.money import ZERO, to_penny
from mdps.core.permissions import Permission, require
from mdps.core.rules import enforce
from referrals import asking_rules as rules
from referrals.draft import hold
from referrals.draft_rules import Writing, can_be_changed
from referrals.estimate import estimate, priced_on
from referrals.models import RequestLine, SupportRequest
from referrals.share import councils_share, share_of


@transaction.atomic
def add_line(
    request: SupportRequest,
    *,
    service: Service,
    units: int,
    weeks: int = 1,
    amount: Decimal | None = None,
    amount_reason: str = "",
    by: User,
    on: dt.date,
) -> RequestLine:
    """Ask for `units` of `service`, all together, over `weeks`.

    `amount` is what it costs in all, GBP ex VAT; without one it is the estimate of the day `on`.
    Where the court directed a joint instruction, the council's share of it is requested.

    Raises Refused if the request is not editable, units or weeks are less than 1, there is no
    amount, or the amount is none of the day's prices and nobody said why.
    """
    require(by, Permission.REQUEST_RAISE, on=request)
    request = hold(request)
    found = estimate(service, priced_on(request, on))
    known = found.amounts(units) if found else frozenset()
    if amount is None and found:
        amount = found.amount(units)
    enforce([can_be_changed], Writing(request.state, {}, on))
    enforce(rules.LINE, rules.Line(units, weeks, amount, amount_reason, known))
    whole = ZERO if amount is None else amount  # has_amount refuses None
    percent = share_of(request)
    line = RequestLine.objects.create(
        request=request,
        service=service,
        units=units,
        weeks=weeks,
        unit_estimate=to_penny(found.median) if found else ZERO,
        requested_amount=councils_share(whole, percent),
        full_amount=whole if percent else None,
        amount_reason="" if whole in known else amount_reason.strip(),
    )
    audit.record(
        "request.line_added",
        request,
        by=by,
        service=service.name,
        units=units,
        amount=line.requested_amount,
    )
    return line


@transaction.atomic
def remove_line(line: RequestLine, *, by: User) -> None:
    """Take a line off its request. Raises Refused if the request is not editable."""
    require(by, Permission.REQUEST_RAISE, on=line.request)
    request = hold(line.request)
    enforce([can_be_changed], Writing(request.state, {}, request.created_on))
    audit.record(
        "request.line_removed", request, by=by, service=line.service.name, units=line.units
    )
    line.delete()
