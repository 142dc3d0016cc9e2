"""Whom a request concerns, for notices."""

import datetime as dt
from itertools import chain

from django.db.models import Q, QuerySet

from mdps.core.models import User
from mdps.core.roles import RoleKey
from referrals.models import Deputy, SupportRequest

State = SupportRequest.State


def managers_of(request: SupportRequest, *, on: dt.date) -> QuerySet[User]:
    """The managers who may endorse `request` on the day `on`, without its requester.

    Those of its team, and those who stand in for one of them that day.
    """
    standing_in = Deputy.objects.standing_in(on).filter(manager__team=request.team_id)
    managers = User.objects.holding(RoleKey.TEAM_MANAGER).filter(
        Q(team=request.team_id) | Q(pk__in=standing_in.values("deputy"))
    )
    return managers.exclude(pk=request.requester_id)


def panel_administrators() -> QuerySet[User]:
    """Those who put requests on an agenda."""
    return User.objects.holding(RoleKey.PANEL_ADMINISTRATOR)


def working_on(request: SupportRequest, *, on: dt.date) -> list[User]:
    """Those who have `request` to work on now, besides its requester."""
    with_managers = request.state == State.SUBMITTED
    with_panel = request.state in (State.ENDORSED, State.ON_AGENDA)
    return list(
        chain(
            managers_of(request, on=on) if with_managers else (),
            panel_administrators() if with_panel else (),
        )
    )
