"""Who may see which round, return and action."""

import datetime as dt

from django.db.models import OuterRef, Q, QuerySet, Subquery

from mdps.core.models import User
from mdps.core.permissions import Permission
from reporting.models import MonitoringAction, MonitoringReturn, MonitoringRound, SupplierRating


def rounds_visible_to(user: User) -> QuerySet[MonitoringRound]:
    """All of them to the council's people."""
    rounds = MonitoringRound.objects.all()
    return rounds if Permission.MONITORING_READ in user.permissions else rounds.none()


def returns_visible_to(user: User) -> QuerySet[MonitoringReturn]:
    """All of them to the council's people; to a provider its own organisation's."""
    returns = MonitoringReturn.objects.select_related("round", "supplier").annotate(
        grade=Subquery(latest_grade())
    )
    if Permission.MONITORING_READ in user.permissions:
        return returns
    if Permission.RETURN_COMPLETE in user.permissions:
        return returns.filter(supplier__accounts__user=user)
    return returns.none()


def latest_grade() -> QuerySet:
    """How the supplier of the outer return is rated: the latest rating counts."""
    ratings = SupplierRating.objects.filter(of_return=OuterRef("pk")).order_by("-id")
    return ratings.values("grade")[:1]


def overdue(on: dt.date) -> Q:
    """Returns that were due before the day `on` and are with the provider still."""
    return Q(state__in=MonitoringReturn.WITH_PROVIDER, round__due_on__lt=on)


def actions_visible_to(user: User) -> QuerySet[MonitoringAction]:
    """All of them to the council's people; to a provider those about its own organisation."""
    actions = MonitoringAction.objects.select_related(
        "of_return__supplier", "of_return__round", "owner"
    )
    if Permission.MONITORING_READ in user.permissions:
        return actions
    if Permission.RETURN_COMPLETE in user.permissions:
        return actions.filter(of_return__supplier__accounts__user=user)
    return actions.none()
