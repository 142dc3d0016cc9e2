"""Which budgets pay for a request: recorded in percent that add up to 100."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from mdps.core import audit
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refused, ask
from referrals.draft import hold
from referrals.draft_rules import Writing, can_be_changed
from referrals.funding_rules import RULES, Split
from referrals.models import FundingShare, SupportRequest


@transaction.atomic
def fund(
    request: SupportRequest, *, split: Mapping[Any, int], by: User, on: dt.date
) -> list[FundingShare]:
    """Record the whole split, by FundingSource; a budget with 0% pays nothing.

    It takes the place of the split before; where that was the same, nothing is written. Locks the
    request. Raises Refused if the request is not editable or the split does not add up to 100.
    """
    require(by, Permission.REQUEST_RAISE, on=request)
    request = hold(request)
    refusals = ask([can_be_changed], Writing(request.state, {}, on))
    if refusals := [*refusals, *ask(RULES, Split(split))]:
        raise Refused(refusals)
    standing = list(request.funding.all())
    wanted = {str(source): percent for source, percent in split.items() if percent}
    if {share.source: share.percent for share in standing} == wanted:
        return standing
    request.funding.all().delete()
    shares = FundingShare.objects.bulk_create(
        FundingShare(request=request, source=source, percent=percent)
        for source, percent in wanted.items()
    )
    audit.record("request.funded", request, by=by, split=dict(split))
    return shares
