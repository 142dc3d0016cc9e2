"""What somebody who leaves held of suppliers: applications they are assessing."""

import datetime as dt
from collections.abc import Iterator

from mdps.core import audit, handover, notices
from mdps.core.models import User
from mdps.core.permissions import Permission
from suppliers.models import Application, ConflictDeclaration

State = Application.State


@handover.holder
def applications_assessed(person: User, on: dt.date) -> Iterator[handover.Holding]:
    """Applications under assessment, to somebody without a conflict of interest in any of them."""
    found = list(
        Application.objects.filter(
            assessor=person, state__in=(State.UNDER_ASSESSMENT, State.CLARIFICATION)
        ).order_by("pk")
    )
    if not found:
        return
    barred = ConflictDeclaration.objects.filter(application__in=found).values("person")
    takers = handover.takers(Permission.APPLICATION_ASSESS, instead_of=person).exclude(
        pk__in=barred
    )

    def give(to: User, by: User, on: dt.date) -> None:
        for each in handover.pass_on(found, "assessor", to=to):
            audit.record("application.handed_over", each, by=by, was=person.name, to=to.name)
            said = f"{each.reference} is yours to assess, in the place of {person.name}"
            notices.tell([to], said, url=each.get_absolute_url())

    yield handover.Holding(
        key="applications",
        place=7,
        title="Applications being assessed",
        references=[each.reference for each in found],
        needs=Permission.APPLICATION_ASSESS,
        takers=list(takers),
        give=give,
    )
