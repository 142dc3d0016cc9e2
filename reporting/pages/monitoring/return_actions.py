"""What can be done with a return, by whom; what cannot, and why."""

import datetime as dt
from urllib.parse import urlencode

from django.urls import reverse

from mdps.core import clock
from mdps.core.models import User
from mdps.core.permissions import Permission, can
from mdps.core.ui import Action
from mdps.core.words import day, shortened
from reporting.models import MonitoringReturn, SupplierRating
from reporting.monitoring.act import overdue
from reporting.monitoring.rate import refusals_against_rating
from reporting.monitoring.read import refusals_against_reading
from reporting.monitoring.submit import is_officer
from suppliers.models import Admission

MOST_REASONS = 1000  # what an address carries


def actions(record: MonitoringReturn, user: User) -> list[Action]:
    """The next steps of the return, for `user`."""
    return [
        *_complete(record, user),
        *_read(record, user),
        *_judge(record, user),
        *_suspend(record, user),
    ]


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


def _judge(record: MonitoringReturn, user: User) -> list[Action]:
    if Permission.MONITORING_MANAGE not in user.permissions:
        return []
    return [
        Action(
            "Rate the supplier",
            reverse("monitoring:rate", args=[record.pk]),
            refusals_against_rating(record, on=clock.today()),
        ),
        Action("Set an action", reverse("monitoring:set-action", args=[record.pk]), secondary=True),
    ]


def _suspend(record: MonitoringReturn, user: User) -> list[Action]:
    """The way to a suspension, where the supplier is inadequate or has left an action undone."""
    if Permission.ADMISSION_DECIDE not in user.permissions:
        return []
    reasons = reasons_to_suspend(record, on=clock.today())
    if not reasons:
        return []
    admitted = record.supplier.admissions.filter(state=Admission.State.ADMITTED)
    carried = urlencode({"reasons": reasons})
    return [
        Action(
            f"Suspend from {each.lot.short}",
            f"{reverse('suppliers:suspend', args=[each.pk])}?{carried}",
            warning=True,
        )
        for each in admitted.select_related("lot").order_by("lot__number")
    ]


def reasons_to_suspend(record: MonitoringReturn, *, on: dt.date) -> str:
    """What the monitoring gives as reasons: an Inadequate rating, and actions that are overdue on
    the day `on`. Nothing where there is neither. Two queries."""
    period = record.round.period.words
    rated = record.ratings.first()
    said = []
    if rated and rated.grade == SupplierRating.Grade.INADEQUATE:
        said.append(f"Rated Inadequate in the monitoring of {period}: {rated.reasons}")
    said += [
        f"{each.reference}, due on {day(each.due_on)}, is not done: {each.text}"
        for each in record.actions.filter(overdue(on)).order_by("due_on", "id")
    ]
    return shortened("\n".join(said), MOST_REASONS)
