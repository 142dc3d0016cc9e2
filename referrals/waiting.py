"""Which requests wait for somebody: to be finished, changed or endorsed."""

from collections.abc import Iterator
from functools import partial

from django.db.models import QuerySet
from django.urls import reverse

from mdps.core import clock, worklist
from mdps.core.models import User
from mdps.core.permissions import Permission
from mdps.core.worklist import Task, Waiting
from referrals.emergency import to_review
from referrals.models import EmergencyAccess, SupportRequest
from referrals.teams import of_their_teams

State = SupportRequest.State
TO_FINISH = (
    (State.RETURNED, "Returned to you", "Your manager asks you to change it and submit it again."),
    (State.DRAFT, "Your drafts", "Finish it and submit it."),
)


@worklist.source(Permission.REQUEST_RAISE)
def to_finish(user: User) -> Iterator[Waiting]:
    """To its requester: what was returned, and what was never submitted."""
    own = SupportRequest.objects.filter(requester=user)
    for state, group, why in TO_FINISH:
        yield Waiting(_soonest(own.filter(state=state)), partial(_to_finish, group=group, why=why))


def _to_finish(request: SupportRequest, *, group: str, why: str) -> Iterator[Task]:
    yield Task(
        title=_title(request),
        url=reverse("referrals:tasks", args=[request.pk]),
        why=why,
        since=request.state_since,
        due=request.deadline_on,
        group=group,
    )


@worklist.source(Permission.REQUEST_ENDORSE)
def to_endorse(user: User) -> Iterator[Waiting]:
    """To the manager of its team, and who stands in for them: what was submitted by others."""
    theirs = of_their_teams(user, clock.today())
    submitted = SupportRequest.objects.filter(theirs, state=State.SUBMITTED)

    def tasks(request: SupportRequest) -> Iterator[Task]:
        yield Task(
            title=_title(request),
            url=request.get_absolute_url(),
            why=f"{request.requester.name} asks you to endorse it.",
            since=request.state_since,
            due=request.deadline_on,
            group="Requests to endorse",
            all_url=reverse("referrals:list"),
        )

    yield Waiting(_soonest(submitted.exclude(requester=user)), tasks)


@worklist.source()
def emergencies_to_review(user: User) -> Iterator[Waiting]:
    """To the managers of the team and to a head of service: what others opened in an emergency."""

    def tasks(each: EmergencyAccess) -> Iterator[Task]:
        yield Task(
            title=f"{each.request.reference}, opened by {each.person.name}",
            url=reverse("referrals:review-emergency", args=[each.pk]),
            why="Somebody read it in an emergency. Say whether it was needed.",
            since=each.opened_at.astimezone(clock.LONDON).date(),
            group="Emergency access to review",
            all_url=reverse("referrals:emergencies"),
        )

    yield Waiting(to_review(user).select_related("request", "person").order_by("id"), tasks)


def _soonest(requests: QuerySet[SupportRequest]) -> QuerySet[SupportRequest]:
    return requests.select_related("category", "requester").order_by("deadline_on", "id")


def _title(request: SupportRequest) -> str:
    return f"{request.reference}, {request.category.short_name}"
