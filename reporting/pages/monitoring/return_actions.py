"""What can be done with a return, by whom; what cannot, and why."""

from django.urls import reverse

from mdps.core.models import User
from mdps.core.permissions import Permission, can
from mdps.core.ui import Action
from reporting.models import MonitoringReturn
from reporting.monitoring.read import refusals_against_reading
from reporting.monitoring.submit import is_officer


def actions(record: MonitoringReturn, user: User) -> list[Action]:
    """The next steps of the return, for `user`."""
    return [*_complete(record, user), *_read(record, user)]


def _complete(record: MonitoringReturn, user: User) -> list[Action]:
    waits = record.state in MonitoringReturn.WITH_PROVIDER
    if not waits or not can(user, Permission.RETURN_COMPLETE, on=record):
        return []
    officer = is_officer(user)
    text = "Enter it from an e-mail" if officer else "Complete the return"
    return [Action(text, reverse("monitoring:tasks", args=[record.pk]), secondary=officer)]


def _read(record: MonitoringReturn, user: User) -> list[Action]:
    if Permission.MONITORING_MANAGE not in user.permissions or record.accepted_on:
        return []
    against = refusals_against_reading(record)
    return [
        Action("Accept the return", reverse("monitoring:accept", args=[record.pk]), against),
        Action(
            "Send it back with questions",
            reverse("monitoring:send-back", args=[record.pk]),
            against,
            secondary=True,
        ),
    ]
