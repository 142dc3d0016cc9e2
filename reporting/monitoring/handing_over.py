"""What somebody who leaves held of monitoring: actions that are not done."""

import datetime as dt
from collections.abc import Iterator

from mdps.core import audit, handover, notices
from mdps.core.models import User
from mdps.core.permissions import Permission
from reporting.models import MonitoringAction

MANAGES = Permission.MONITORING_MANAGE


@handover.holder
def actions_owned(person: User, on: dt.date) -> Iterator[handover.Holding]:
    """Actions of a commissioner go to another commissioner; so do a provider's."""
    found = list(
        MonitoringAction.objects.filter(owner=person, done_on=None)
        .select_related("of_return__supplier")
        .order_by("pk")
    )
    if not found:
        return

    def give(to: User, by: User, on: dt.date) -> None:
        for each in handover.pass_on(found, "owner", to=to):
            audit.record(
                "monitoring.action_given", each.of_return, by=by, task=each.reference, owner=to.name
            )
            said = f"{each.reference} is yours to do, in the place of {person.name}"
            notices.tell([to], said, url=each.of_return.get_absolute_url())

    takers = handover.takers(MANAGES, instead_of=person)
    yield handover.Holding(
        key="actions",
        place=8,
        title="Monitoring actions",
        references=[each.reference for each in found],
        needs=MANAGES if MANAGES in person.permissions else Permission.RETURN_COMPLETE,
        takers=list(takers),
        give=give,
    )
