"""Asking Cabinet for a decision on one contract: raised, its notice published, or withdrawn."""

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.urls import reverse

from contracts.ask_cabinet_rules import ASK, NOTICE, WITHDRAW, Asking, Stepping, earliest_meeting
from contracts.limits import in_force
from contracts.models import CabinetRequest
from lots.queries import current_scheme
from mdps.core import audit, notices, states
from mdps.core.models import User
from mdps.core.money import gbp
from mdps.core.permissions import Permission, require
from mdps.core.roles import holders_of
from mdps.core.rules import enforce
from mdps.core.words import day
from referrals.models import RequestLine

State = CabinetRequest.State


@transaction.atomic
def ask_cabinet(
    line: RequestLine,
    *,
    value: Decimal,
    meeting_on: dt.date | None,
    reasons: str,
    by: User,
    on: dt.date,
) -> CabinetRequest:
    """Ask Cabinet to authorise a contract of `line` up to `value` (GBP ex VAT).

    Tells those who record decisions that a notice has to be published. Locks the line. Raises
    Forbidden or Refused.
    """
    require(by, Permission.CONTRACT_AWARD, on=line)
    held = RequestLine.objects.select_for_update().get(pk=line.pk)
    limits = in_force(on)
    enforce(
        ASK,
        Asking(
            line=held.reference,
            line_is_open=held.state in held.OPEN,
            has_open_request=open_request_of(held) is not None,
            value=value,
            threshold=current_scheme().cabinet_threshold,
            on=on,
            meeting_on=meeting_on,
            earliest=earliest_meeting(on, limits.notice_days),
            reasons=reasons,
        ),
    )
    request = CabinetRequest.objects.create(
        line=held,
        value=value,
        meeting_on=meeting_on,
        reasons=reasons.strip(),
        state_since=on,
        raised_by=by,
        raised_on=on,
    )
    audit.record("cabinet.asked", request, by=by, value=value, line=held)
    notices.tell(
        User.objects.holding(*holders_of(Permission.AUTHORITY_MANAGE)).exclude(pk=by.pk),
        f"{request.reference} asks Cabinet for up to {gbp(value)}: publish its notice",
        url=reverse("contracts:cabinet-request", args=[request.pk]),
    )
    return request


@transaction.atomic
def publish_notice(request: CabinetRequest, *, notice_on: dt.date, by: User, on: dt.date) -> None:
    """Record that the notice of the key decision was published on `notice_on`.

    Raises Forbidden or Refused.
    """
    require(by, Permission.AUTHORITY_MANAGE)
    enforce(
        NOTICE,
        Stepping(reference=request.reference, state=request.state, on=on, notice_on=notice_on),
    )
    first = earliest_meeting(notice_on, in_force(notice_on).notice_days)
    states.move(
        request, State.NOTICED, by=by, state_since=on, notice_on=notice_on, earliest_on=first
    )
    notices.tell(
        [request.raised_by],
        f"The notice of {request.reference} is published; Cabinet may decide from {day(first)}",
        url=reverse("contracts:cabinet-request", args=[request.pk]),
    )


@transaction.atomic
def withdraw(request: CabinetRequest, *, by: User, on: dt.date) -> None:
    """Cabinet is asked no more. Raises Forbidden, or Refused once it has decided."""
    require(by, Permission.CONTRACT_AWARD, on=request.line)
    enforce(WITHDRAW, Stepping(reference=request.reference, state=request.state, on=on))
    states.move(request, State.WITHDRAWN, by=by, state_since=on)


def open_request_of(line: RequestLine) -> CabinetRequest | None:
    """What Cabinet is asked about the line and has not decided."""
    return line.cabinet_requests.filter(state__in=CabinetRequest.OPEN).first()


def earliest_for(request: CabinetRequest, today: dt.date) -> dt.date:
    """The first day Cabinet may decide: from the notice, or as if it were published today."""
    return request.earliest_on or earliest_meeting(today, in_force(today).notice_days)
