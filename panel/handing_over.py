"""What somebody who leaves held of the panel: meetings to chair, budgets to answer for."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Q

from mdps.core import audit, handover, notices
from mdps.core.models import User
from mdps.core.permissions import Permission
from panel import budgets
from panel.chairing import may_chair
from panel.models import Custodian, PanelMeeting

TO_COME = (PanelMeeting.State.PLANNED, PanelMeeting.State.OPEN)


@handover.holder
def meetings_to_chair(person: User, on: dt.date) -> Iterator[handover.Holding]:
    """Meetings that are not over; who chairs one that is in progress is chosen in the room."""
    found = list(PanelMeeting.objects.filter(chair=person, state__in=TO_COME).order_by("pk"))
    if not found:
        return
    deciding = handover.takers(Permission.PANEL_DECIDE, instead_of=person)

    def give(to: User, by: User, on: dt.date) -> None:
        for each in handover.pass_on(found, "chair", to=to):
            audit.record("panelmeeting.handed_over", each, by=by, was=person.name, to=to.name)
            said = f"You chair the {each}, in the place of {person.name}"
            notices.tell([to], said, url=each.get_absolute_url())

    yield handover.Holding(
        key="meetings",
        place=3,
        title="Panel meetings to chair",
        references=[str(each) for each in found],
        needs=Permission.PANEL_DECIDE,
        takers=[each for each in deciding if may_chair(each)],
        give=give,
    )


@handover.holder
def budgets_in_custody(person: User, on: dt.date) -> Iterator[handover.Holding]:
    """Custodies that go on after today: the next custodian begins on the day after."""
    goes_on = Q(ends_on=None) | Q(ends_on__gt=on)
    found = list(Custodian.objects.filter(goes_on, person=person).select_related("budget"))
    if not found:
        return

    def give(to: User, by: User, on: dt.date) -> None:
        budgets.lock([each.budget for each in found])
        for each in found:
            last, ends_on = max(on, each.starts_on), each.ends_on
            Custodian.objects.filter(pk=each.pk).update(ends_on=last)
            if ends_on is None or ends_on > last:
                Custodian.objects.create(
                    budget=each.budget,
                    person=to,
                    body=each.body,
                    starts_on=last + dt.timedelta(days=1),
                    ends_on=ends_on,
                )
            audit.record(
                "budget.handed_over", each.budget, by=by, was=person.name, to=to.name, last_day=last
            )
            said = f"You are custodian of the {each.budget.reference} from tomorrow"
            notices.tell([to], said, url=each.budget.get_absolute_url())

    takers = handover.takers(Permission.BUDGET_READ, instead_of=person)
    yield handover.Holding(
        key="budgets",
        place=5,
        title="Custody of budgets",
        references=[each.budget.reference for each in found],
        needs=Permission.BUDGET_READ,
        takers=list(takers),
        give=give,
    )
