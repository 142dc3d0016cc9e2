"""Which requests wait for somebody: to be finished, changed or endorsed."""

from collections.abc import Iterator

from django.db.models import QuerySet

from mdps.core import worklist
from mdps.core.models import User
from mdps.core.permissions import Permission, can
from mdps.core.worklist import Task
from referrals.models import SupportRequest

MOST = 20
State = SupportRequest.State


@worklist.source
def to_finish(user: User) -> Iterator[Task]:
    """To its requester: what was returned, and what was never submitted."""
    if not can(user, Permission.REQUEST_RAISE):
        return
    own = SupportRequest.objects.filter(requester=user, state__in=SupportRequest.EDITABLE)
    for request in _soonest(own):
        returned = request.state == State.RETURNED
        yield Task(
            title=_title(request),
            url=request.get_absolute_url(),
            why="Your manager returned it: change it and submit it again."
            if returned
            else "Your draft: finish it and submit it.",
            since=request.state_since,
            due=request.needed_by,
            group="Returned to you" if returned else "Your drafts",
        )


@worklist.source
def to_endorse(user: User) -> Iterator[Task]:
    """To the manager of its team: what was submitted by others."""
    if not can(user, Permission.REQUEST_ENDORSE) or not user.team_id:
        return
    submitted = SupportRequest.objects.filter(team=user.team_id, state=State.SUBMITTED)
    for request in _soonest(submitted.exclude(requester=user)):
        yield Task(
            title=_title(request),
            url=request.get_absolute_url(),
            why=f"{request.requester.name} asks you to endorse it.",
            since=request.state_since,
            due=request.needed_by,
            group="Requests to endorse",
        )


def _soonest(requests: QuerySet[SupportRequest]) -> QuerySet[SupportRequest]:
    return requests.select_related("category", "requester").order_by("needed_by", "id")[:MOST]


def _title(request: SupportRequest) -> str:
    return f"{request.reference}, {request.category.short_name}"
