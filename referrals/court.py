"""What the court directed: recorded with its days, its expert and the council's share."""

import datetime as dt
from decimal import Decimal

from django.db import transaction

from mdps.core import audit
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refused, ask, enforce
from referrals import court_rules
from referrals.deadline import deadline_of
from referrals.draft import hold
from referrals.draft_rules import Writing, can_be_changed
from referrals.models import CourtDirection, SupportRequest
from referrals.models.court import ALL
from referrals.share import councils_share
from suppliers.models import Supplier


@transaction.atomic
def direct(
    request: SupportRequest,
    *,
    ordered_on: dt.date,
    filing_on: dt.date,
    hearing_on: dt.date | None = None,
    issued_on: dt.date | None = None,
    expert_name: str = "",
    expert_email: str = "",
    expert_supplier: Supplier | None = None,
    is_joint: bool = False,
    share_percent: Decimal | None = None,
    is_above_legal_aid: bool = False,
    top_up_reason: str = "",
    by: User,
    on: dt.date,
) -> CourtDirection:
    """Record what the court directed for a draft or returned request; again to change it.

    Where the same was recorded before, nothing is written.
    `share_percent` counts where the instruction is joint: the lines are then asked for at the
    council's share, also those that were there before. Locks the request. Raises Refused with
    every reason.
    """
    require(by, Permission.REQUEST_RAISE, on=request)
    request = hold(request)
    facts = court_rules.Direction(
        ordered_on=ordered_on,
        filing_on=filing_on,
        hearing_on=hearing_on,
        issued_on=issued_on,
        expert_name=expert_name,
        expert_email=expert_email,
        expert_is_supplier=expert_supplier is not None,
        is_joint=is_joint,
        share_percent=share_percent,
        is_above_legal_aid=is_above_legal_aid,
        top_up_reason=top_up_reason,
        on=on,
    )
    refusals = ask([can_be_changed], Writing(request.state, {}, on))
    if refusals := [*refusals, *ask(court_rules.RULES, facts)]:
        raise Refused(refusals)
    said = {
        "ordered_on": ordered_on,
        "filing_on": filing_on,
        "hearing_on": hearing_on,
        "issued_on": issued_on,
        "expert_name": "" if expert_supplier else expert_name.strip(),
        "expert_email": "" if expert_supplier else expert_email,
        "expert_supplier": expert_supplier,
        "is_joint": is_joint,
        "share_percent": share_percent if is_joint and share_percent else ALL,
        "is_above_legal_aid": is_above_legal_aid,
        "top_up_reason": top_up_reason.strip() if is_above_legal_aid else "",
    }
    standing = CourtDirection.objects.filter(request=request).first()
    if standing and all(getattr(standing, name) == value for name, value in said.items()):
        return standing
    direction, _ = CourtDirection.objects.update_or_create(request=request, defaults=said)
    _follow(request, is_directed=True)
    audit.record("request.court_directed", request, by=by, filing_on=filing_on)
    return direction


@transaction.atomic
def not_directed(request: SupportRequest, *, by: User, on: dt.date) -> None:
    """Record that no court directed the request; nothing is written where that was said before.

    Raises Refused if it is not editable.
    """
    require(by, Permission.REQUEST_RAISE, on=request)
    request = hold(request)
    enforce([can_be_changed], Writing(request.state, {}, on))
    if request.is_court_directed is False:
        return
    CourtDirection.objects.filter(request=request).delete()
    _follow(request, is_directed=False)
    audit.record("request.not_court_directed", request, by=by)


def _follow(request: SupportRequest, *, is_directed: bool) -> None:
    """What depends on the direction: the deadline, and the council's share of each line."""
    request.is_court_directed = is_directed
    request.deadline_on = deadline_of(request)
    request.save(update_fields=["is_court_directed", "deadline_on"])
    direction = CourtDirection.objects.filter(request=request, is_joint=True).first()
    percent = direction.share_percent if direction else None
    for line in request.lines.all():
        whole = line.requested_amount if line.full_amount is None else line.full_amount
        line.requested_amount = councils_share(whole, percent)
        line.full_amount = None if percent is None else whole
        line.save(update_fields=["requested_amount", "full_amount"])
