"""Whom a request concerns, for notices."""

from itertools import chain

from django.db.models import QuerySet

from mdps.core.models import User
from mdps.core.roles import RoleKey
from referrals.models import SupportRequest

State = SupportRequest.State


def managers_of(request: SupportRequest) -> QuerySet[User]:
    """The managers who may endorse `request`: those of its team, without the requester."""
    managers = User.objects.holding(RoleKey.TEAM_MANAGER).filter(team=request.team_id)
    return managers.exclude(pk=request.requester_id)


def panel_administrators() -> QuerySet[User]:
    """Those who put requests on an agenda."""
    return User.objects.holding(RoleKey.PANEL_ADMINISTRATOR)


def working_on(request: SupportRequest) -> list[User]:
    """Those who have `request` to work on now, besides its requester."""
    with_managers = request.state == State.SUBMITTED
    with_panel = request.state in (State.ENDORSED, State.ON_AGENDA)
    return list(
        chain(
            managers_of(request) if with_managers else (),
            panel_administrators() if with_panel else (),
        )
    )
