"""Requests with their words, their money and their lines."""

from bench.data.many import Many
from bench.data.terms import FIRST, OPEN_ONES, STATES, TO_AWARD, TODAY, First, day, of, services
from mdps.core.models import CaseKey, User
from referrals.models import FundingShare, Narrative, RequestLine, SupportRequest

TABLES = (CaseKey, SupportRequest, Narrative, FundingShare, RequestLine)


def make(many: Many, first: First, size: int) -> None:
    """Requests of every state, each with its words, its money and one line."""
    request = first.line.request
    key = "md5('case ' || n)::uuid"
    offered, is_open = services(), f"n <= {OPEN_ONES}"
    workers, managers = (
        list(User.objects.filter(username__startswith=name).order_by("pk"))
        for name in ("worker.", "manager.")
    )
    when = f"CASE WHEN {is_open} THEN DATE '{TODAY}' - (n % 60)::int ELSE {day()} END"
    many.copies(CaseKey.objects.get(pk=request.case_key_id), 1, size, id=key)
    many.copies(
        request,
        1,
        size,
        id=f"{FIRST} + n",
        case_key_id=key,
        case_reference=f"'LCS-' || (6000000 + n % {max(size * 6 // 10, 1)})",
        category_id=of([each.category_id for each in offered]),
        needed_from=when,
        needed_by=f"{when} + (30 + n % 90)::int",
        deadline_on=f"{when} + (30 + n % 90)::int",
        team_id=of([worker.team_id or 0 for worker in workers]),
        requester_id=of([worker.pk for worker in workers]),
        endorser_id=f"CASE WHEN {is_open} AND n % 5 IN (0, 1, 4) THEN NULL"
        f" ELSE {of([manager.pk for manager in managers])} END",
        endorsed_on=f"CASE WHEN {is_open} AND n % 5 IN (0, 1, 4) THEN NULL ELSE {when} END",
        submitted_on=f"CASE WHEN {is_open} AND n % 5 = 0 THEN NULL ELSE {when} END",
        before_panel_on=f"CASE WHEN {is_open} THEN NULL ELSE {when} END",
        created_on=when,
        state=f"CASE WHEN {is_open} THEN {STATES} ELSE 'decided' END",
        state_since=when,
    )
    many.copies(request.narrative, 1, size, request_id=f"{FIRST} + n")
    share = FundingShare.objects.get(request=request)
    many.copies(share, 1, size, id=f"{FIRST} + n", request_id=f"{FIRST} + n")
    line = {
        "id": f"{FIRST} + n",
        "request_id": f"{FIRST} + n",
        "service_id": of([each.pk for each in offered]),
    }
    nothing = {
        "committed_amount": "0",
        "committed_units": "0",
        "approved_until": f"DATE '{TODAY}' + (30 + n % 60)::int",
    }
    asked = nothing | {"approved_amount": "0", "approved_units": "0", "approved_until": "NULL"}
    many.copies(first.line, 1, OPEN_ONES, **line, **asked, state="'proposed'")
    many.copies(first.line, OPEN_ONES + 1, TO_AWARD, **line, **nothing, state="'approved'")
    many.copies(first.line, TO_AWARD + 1, size, **line, approved_until=f"{day()} + 90")
