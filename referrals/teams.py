"""Whose requests a manager looks after: those of their team, and of teams they stand in for."""

import datetime as dt

from django.db.models import Q

from mdps.core.models import User
from referrals.models import Deputy, SupportRequest


def of_their_teams(user: User, on: dt.date) -> Q:
    """Requests of the teams that `user` looks after on the day `on`. No query of its own."""
    standing_in = Deputy.objects.standing_in(on).filter(deputy=user)
    return Q(team=user.team_id) | Q(team__in=standing_in.values("manager__team"))


def looks_after(user: User, request: SupportRequest, on: dt.date) -> bool:
    """Whether `user` is of the request's team or stands in for its manager on the day `on`."""
    if request.team_id == user.team_id:
        return True
    standing_in = Deputy.objects.standing_in(on).filter(deputy=user)
    return standing_in.filter(manager__team=request.team_id).exists()
