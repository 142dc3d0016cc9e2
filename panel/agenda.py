"""Building the agenda of a meeting: put requests on, take them off, move them.

Each act locks the meeting first, so positions stay 1, 2, 3 without a gap.
"""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.db.models import F, Max

from mdps.core import audit, clock
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, Refused, ask, enforce
from mdps.core.states import WrongState
from panel.agenda_rules import (
    ADD_RULES,
    ARRANGE_RULES,
    LATE_RULES,
    TAKE_OFF_RULES,
    AddFacts,
    ArrangeFacts,
    LateFacts,
    TakeOffFacts,
)
from panel.chairing import may_chair
from panel.models import AgendaItem, PanelDecision, PanelMeeting
from referrals import agenda
from referrals.models import SupportRequest


def add_item(
    meeting: PanelMeeting,
    request: SupportRequest,
    *,
    by: User,
    on: dt.date,
    late_reason: str = "",
) -> AgendaItem:
    """Put `request` at the end of the agenda; see add_items."""
    return add_items(meeting, [request], by=by, on=on, late_reason=late_reason)[0]


@transaction.atomic
def add_items(
    meeting: PanelMeeting,
    requests: Iterable[SupportRequest],
    *,
    by: User,
    on: dt.date,
    late_reason: str = "",
) -> list[AgendaItem]:
    """Put endorsed `requests` at the end of the agenda, in their order: all of them or none.

    After the papers' cut-off only a chair does so, with `late_reason`. Raises Forbidden, or
    Refused with every reason.
    """
    require(by, Permission.MEETING_MANAGE, on=meeting)
    meeting = _locked(meeting)
    requests = _fresh(requests)
    there = set(meeting.items.values_list("request", flat=True))
    refusals = ask(LATE_RULES, late_facts(meeting, by=by, on=on, reason=late_reason))
    refusals += [r for request in requests for r in _against_adding(meeting, request, there)]
    if refusals:
        raise Refused(refusals)
    last = meeting.items.aggregate(last=Max("position"))["last"] or 0
    return [
        _add(meeting, request, position, late_reason.strip(), by=by, on=on)
        for position, request in enumerate(requests, start=last + 1)
    ]


@transaction.atomic
def take_off(item: AgendaItem, *, by: User, on: dt.date) -> None:
    """Take the item off a planned agenda; its request waits for another meeting.

    Raises Forbidden, or Refused once the meeting has begun, where it has an urgent decision to be
    ratified, or if somebody else took it off.
    """
    require(by, Permission.MEETING_MANAGE, on=item.meeting)
    remove(item, by=by, on=on)


def remove(item: AgendaItem, *, by: User, on: dt.date) -> None:
    """What take_off does, for an act in whose transaction it happens and that asked its own
    permission."""
    meeting = _locked(item.meeting)
    item = still_on(meeting, item)
    request, position = item.request, item.position
    enforce(TAKE_OFF_RULES, take_off_facts(meeting, request))
    item.delete()
    meeting.items.filter(position__gt=position).update(position=F("position") - 1)
    if request.state == SupportRequest.State.ON_AGENDA:  # else it was withdrawn meanwhile
        agenda.take_off(request, by=by, on=on)
    audit.record("agenda.taken_off", meeting, by=by, request=request)


@transaction.atomic
def move(item: AgendaItem, *, to: int, by: User) -> None:
    """Make the item number `to` (1 is the first) of a planned agenda; twice is the same as once.

    Beyond either end means at that end. Raises Forbidden, or Refused once the meeting has begun
    or the item was taken off.
    """
    require(by, Permission.MEETING_MANAGE, on=item.meeting)
    meeting = _locked(item.meeting)
    enforce(ARRANGE_RULES, arrange_facts(meeting))
    item = still_on(meeting, item)
    order = list(meeting.items.order_by("position"))
    new = min(max(to, 1), len(order))
    order.insert(new - 1, order.pop(order.index(item)))
    for position, each in enumerate(order, start=1):
        each.position = position
    AgendaItem.objects.bulk_update(order, ["position"])
    audit.record("agenda.moved", meeting, by=by, request=item.request, position=new)


def refusals_against_arranging(meeting: PanelMeeting) -> list[Refusal]:
    """Why items cannot be moved or taken off; empty means they can."""
    return ask(ARRANGE_RULES, arrange_facts(meeting))


def arrange_facts(meeting: PanelMeeting) -> ArrangeFacts:
    """The facts that ARRANGE_RULES ask about."""
    return ArrangeFacts(
        meeting=meeting.reference,
        meeting_state=meeting.get_state_display(),
        is_planned=meeting.state == PanelMeeting.State.PLANNED,
    )


def take_off_facts(meeting: PanelMeeting, request: SupportRequest) -> TakeOffFacts:
    """The facts that TAKE_OFF_RULES ask about. One query."""
    urgent = PanelDecision.objects.to_ratify().filter(line__request=request)
    return TakeOffFacts(
        **vars(arrange_facts(meeting)), request=request.reference, to_ratify=urgent.exists()
    )


def at_the_end(
    meeting: PanelMeeting, request: SupportRequest, *, late_reason: str, by: User, on: dt.date
) -> AgendaItem:
    """The request as the last item, whatever the papers' cut-off. The caller holds both."""
    last = meeting.items.aggregate(last=Max("position"))["last"] or 0
    return _add(meeting, request, last + 1, late_reason, by=by, on=on)


def still_on(meeting: PanelMeeting, item: AgendaItem) -> AgendaItem:
    """The item as it is now, of a meeting that the caller has locked.

    Raises WrongState if somebody took it off meanwhile.
    """
    found = meeting.items.select_related("request").filter(pk=item.pk).first()
    if found is None:
        raise WrongState(
            f"{item.request.reference} was taken off the agenda while you were looking at it. "
            "Refresh the page."
        )
    return found


def _locked(meeting: PanelMeeting) -> PanelMeeting:
    return PanelMeeting.objects.select_for_update().get(pk=meeting.pk)


def _fresh(requests: Iterable[SupportRequest]) -> list[SupportRequest]:
    """The requests as they are now, in the order given."""
    wanted = [request.pk for request in requests]
    found = SupportRequest.objects.select_for_update().order_by("pk").in_bulk(wanted)
    return [found[pk] for pk in wanted]


def _against_adding(
    meeting: PanelMeeting, request: SupportRequest, there: set[int]
) -> list[Refusal]:
    facts = AddFacts(
        meeting=meeting.reference,
        meeting_state=meeting.get_state_display(),
        is_over=not PanelMeeting.TRANSITIONS[PanelMeeting.State(meeting.state)],
        request=request.reference,
        request_state=request.get_state_display(),
        is_endorsed=request.state == SupportRequest.State.ENDORSED,
        was_on_this_agenda=request.pk in there,
    )
    return ask(ADD_RULES, facts)


def _add(
    meeting: PanelMeeting,
    request: SupportRequest,
    position: int,
    late_reason: str,
    *,
    by: User,
    on: dt.date,
) -> AgendaItem:
    agenda.put_on(request, by=by, on=on)
    item = AgendaItem.objects.create(
        meeting=meeting,
        request=request,
        position=position,
        minutes=meeting.minutes_an_item,
        late_reason=late_reason,
    )
    audit.record("agenda.added", meeting, by=by, request=request, position=position)
    return item


def late_facts(meeting: PanelMeeting, *, by: User, on: dt.date, reason: str) -> LateFacts:
    """The facts that LATE_RULES ask about; of another day than today its noon counts."""
    at = clock.now() if on == clock.today() else clock.noon(on)
    return LateFacts(
        meeting=meeting.reference,
        due_at=meeting.papers_due_at,
        is_late=at > meeting.papers_due_at,
        is_chair=may_chair(by),
        reason=reason,
    )
