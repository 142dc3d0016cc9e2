"""Who may do what with a request, beyond what a role allows."""

from typing import Any
from uuid import UUID

from mdps.core import clock
from mdps.core.cases import reading
from mdps.core.models import User
from mdps.core.permissions import Permission, about, can
from referrals.models import Deputy, SupportRequest
from referrals.queries import requests_to_read
from referrals.teams import looks_after


@about(Permission.REQUEST_RAISE)
def only_their_own(user: User, request: Any) -> str | None:
    """A request is changed, submitted and withdrawn by the person who raised it."""
    if not isinstance(request, SupportRequest) or request.requester_id == user.pk:
        return None
    return f"{request.reference} was raised by {request.requester.name}; only they can change it."


@about(Permission.REQUEST_ENDORSE)
def only_of_their_team(user: User, request: Any) -> str | None:
    """A request is endorsed, returned or declined by a manager of its team or their deputy."""
    if not isinstance(request, SupportRequest) or looks_after(user, request, clock.today()):
        return None
    team = request.team.name
    return f"{request.reference} is of {team}; only its manager or their deputy can endorse it."


@about(Permission.REQUEST_ENDORSE)
def only_their_own_deputy(user: User, deputy: Any) -> str | None:
    """A deputy is named and ended by the manager they stand in for."""
    if not isinstance(deputy, Deputy) or deputy.manager_id == user.pk:
        return None
    return f"{deputy.deputy.name} stands in for {deputy.manager.name}; only they can end it."


@reading.reader
def keys_to_read_under(user: User, keys: set[UUID]) -> set[UUID]:
    """The keys of requests about whose children `user` may read."""
    found = requests_to_read(user).filter(case_key__in=keys)
    may = Permission.NARRATIVE_READ
    return {each.case_key_id for each in found if can(user, may, on=each)}


@about(Permission.NARRATIVE_READ)
def only_by_a_role_that_reads(user: User, request: Any) -> str | None:
    """The role that lets somebody read about a child must also let them reach this request."""
    if not isinstance(request, SupportRequest):
        return None
    if requests_to_read(user).filter(pk=request.pk).exists():
        return None
    return "Your role does not allow you to read what this request says about the child."
