"""Reminding of returns: a week before they are due, on the day, and once they are overdue.

Once each. After days on which nothing ran only the most urgent reminder is sent.
"""

import datetime as dt

from django.db import transaction

from mdps.core import notices, reminders
from mdps.core.models import User
from mdps.core.permissions import Permission
from mdps.core.roles import holders_of
from mdps.core.words import day
from reporting.models import MonitoringReturn

WEEK = 7
KIND = "monitoring-return-{stage}"
SAID = {
    "soon": "Your monitoring return is due on {due}",
    "today": "Your monitoring return is due today, {due}",
    "overdue": "Your monitoring return was due on {due} and is overdue",
}


def stage(due_on: dt.date, on: dt.date) -> str | None:
    """The reminder that is due on the day `on`; None while none is.

    `soon` from the seventh day before, `today` on the last day, `overdue` from the day after.
    """
    left = (due_on - on).days
    if left < 0:
        return "overdue"
    if left == 0:
        return "today"
    return "soon" if left <= WEEK else None


def remind(on: dt.date) -> int:
    """Send what is due on the day `on` and was not sent; return how many returns it was about.

    One transaction each, safe to run twice and after missed days. Commissioners are told of those
    that are overdue.
    """
    waiting = (
        MonitoringReturn.objects.filter(
            state__in=MonitoringReturn.WITH_PROVIDER,
            round__due_on__lte=on + dt.timedelta(days=WEEK),
        )
        .select_related("round", "supplier")
        .prefetch_related("supplier__accounts__user")
        .order_by("id")
    )
    managers = list(User.objects.holding(*holders_of(Permission.MONITORING_MANAGE)))
    return sum(_remind(each, managers, on) for each in waiting)


@transaction.atomic
def _remind(record: MonitoringReturn, managers: list[User], on: dt.date) -> bool:
    due_on = record.round.due_on
    due = stage(due_on, on)
    if due is None or not reminders.first_time(KIND.format(stage=due), record, due_on):
        return False
    people = [account.user for account in record.supplier.accounts.all()]
    url = record.get_absolute_url()
    notices.tell(people, SAID[due].format(due=day(due_on)), url=url)
    if due == "overdue":
        said = f"{record.reference}: the monitoring return of {record.supplier} is overdue"
        notices.tell(managers, said, url=url)
    return True
