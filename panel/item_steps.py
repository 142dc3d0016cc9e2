"""One item of a meeting in progress: opened, closed with its decisions released, reopened.

Whoever leads the meeting does so (panel.chairing). Locks the meeting, the item, the request and
its lines, in this order. Opening shows members one another's views. Closing releases: only now the
lines change, and requester and endorser are told.
"""

import datetime as dt

from django.db import transaction

from mdps.core import audit, clock, notices, states, words
from mdps.core.models import User
from mdps.core.money import gbp
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, Refused, ask
from panel import effects
from panel.agenda import still_on
from panel.chairing import require_lead
from panel.close_item_rules import (
    CLOSE_RULES,
    OPEN_RULES,
    REOPEN_RULES,
    ItemStepFacts,
    a_reason_is_given,
)
from panel.models import AgendaItem, PanelDecision, PanelMeeting
from panel.queries import lines_to_ratify
from panel.quorum import members_present
from referrals import agenda
from referrals.models import RequestLine, SupportRequest

State = AgendaItem.State
Kind = PanelDecision.Kind


@transaction.atomic
def open_item(item: AgendaItem, *, by: User) -> AgendaItem:
    """The meeting comes to this item; one that was open and not closed waits again.

    Raises Forbidden, or Refused outside a meeting in progress or for an item that is over.
    """
    item = locked(item, by=by)
    _raise(OPEN_RULES, step_facts(item))
    _open(item, by=by)
    return item


@transaction.atomic
def close_item(item: AgendaItem, *, by: User, on: dt.date) -> AgendaItem | None:
    """Close the item and release its decisions; the next item to come is opened and returned.

    With a deferred line the request is endorsed again, else decided. Requester and endorser are
    told. Of two who close at once the second is refused. Raises Forbidden, or Refused while a
    line has no decision.
    """
    item = locked(item, by=by)
    lines = {line.pk: line for line in _locked_lines(item.request)}
    _raise(CLOSE_RULES, step_facts(item))
    release(item, lines, by=by, on=on)
    following = _next(item)
    if following:
        _open(following, by=by)
    return following


@transaction.atomic
def reopen_item(item: AgendaItem, *, reason: str, by: User, on: dt.date) -> AgendaItem:
    """Take the item up again to correct what was decided; the earlier decisions stay on record.

    What was released is taken back: lines are proposed again, requester and endorser are told
    that it is with the panel again. Raises Forbidden, or Refused after the meeting is closed, once
    something was awarded, or without a reason.
    """
    item = locked(item, by=by)
    lines = {line.pk: line for line in _locked_lines(item.request)}
    facts = step_facts(item, reason=reason)
    _raise(REOPEN_RULES, facts)
    _raise((a_reason_is_given,), facts)
    was_released = item.state == State.CLOSED
    if was_released:
        if item.request.state != SupportRequest.State.ON_AGENDA:
            agenda.bring_back(item.request, by=by, on=on)
        for decision in decisions_in_force(item):
            effects.undo(decision, lines[decision.line_id], by=by, on=on)
        _tell(item.request, "is with the panel again, which corrects its decision")
        _set_aside(item.meeting, by=by)
        states.move(
            item, State.OPEN, by=by, round=item.round + 1, reopen_reason=reason.strip()[:300]
        )
    else:
        item.round, item.reopen_reason = item.round + 1, reason.strip()[:300]
        item.save(update_fields=["round", "reopen_reason"])
    audit.record(
        "panelmeeting.reopened", item.meeting, by=by, request=item.request, item=item.position
    )
    return item


def release(item: AgendaItem, lines: dict[int, RequestLine], *, by: User, on: dt.date) -> None:
    """Write the decisions into the lines, move the request on and tell who asked.

    For close_item and the end of the meeting, under their locks.
    """
    decided = decisions_in_force(item)
    for decision in decided:
        effects.apply(decision, lines[decision.line_id], by=by, on=on)
        audit.record(
            f"panel.{decision.kind}",
            item.request,
            by=decision.decided_by,
            meeting=item.meeting,
            line=decision.line_id,
            service=decision.line.service.name,
            amount=gbp(decision.amount),
        )
    kinds = {decision.kind for decision in decided}
    if Kind.DEFER in kinds:
        agenda.take_off(item.request, by=by, on=on)
    elif Kind.IN_PRINCIPLE not in kinds:  # else it stays with the panel, until the chair endorses
        agenda.decided(item.request, by=by, on=on)
    states.move(
        item,
        State.CLOSED,
        by=by,
        closed_at=clock.now(),
        closed_by=by,
        present=[each.pk for each in members_present(item.meeting)],
    )
    _tell(item.request, _what_was_said(kinds))


def _what_was_said(kinds: set[str]) -> str:
    """What the panel did with the request, for a notice."""
    if Kind.DEFER in kinds:
        return "was deferred by the panel"
    if Kind.IN_PRINCIPLE in kinds:
        return "was agreed in principle and waits for the chair"
    return "was decided by the panel"


def decisions_in_force(item: AgendaItem) -> list[PanelDecision]:
    """The latest decision on each line of the item, in the order of the lines."""
    found = item.decisions.filter(superseded_by=None)
    return list(found.select_related("line__service", "decided_by").order_by("line"))


def refusals_against_opening(item: AgendaItem) -> list[Refusal]:
    return ask(OPEN_RULES, step_facts(item))


def refusals_against_closing(item: AgendaItem) -> list[Refusal]:
    return ask(CLOSE_RULES, step_facts(item))


def refusals_against_reopening(item: AgendaItem) -> list[Refusal]:
    return ask(REOPEN_RULES, step_facts(item))


def step_facts(item: AgendaItem, *, reason: str = "") -> ItemStepFacts:
    """The facts that the rules of opening, closing and reopening ask about."""
    meeting, request = item.meeting, item.request
    lines = list(request.lines.select_related("service"))
    decided = set(item.decisions.values_list("line", flat=True))
    urgent = lines_to_ratify(request)
    open_here = [line for line in lines if line.state == line.State.PROPOSED or line.pk in urgent]
    return ItemStepFacts(
        request=request.reference,
        meeting=f"The panel meeting of {words.day(meeting.held_on)}",
        meeting_state=meeting.get_state_display(),
        in_progress=meeting.state == PanelMeeting.State.OPEN,
        state=item.state,
        state_in_words=item.get_state_display(),
        on_agenda=request.state == SupportRequest.State.ON_AGENDA,
        undecided=[line.service.name for line in open_here if line.pk not in decided],
        has_decisions=bool(decided),
        bought=[
            line.service.name for line in lines if line.pk in decided and line.committed_amount
        ],
        elsewhere=item.state == State.CLOSED
        and request.agenda_items.filter(state__in=[State.WAITING, State.OPEN]).exists(),
        reason=reason,
    )


def locked(item: AgendaItem, *, by: User) -> AgendaItem:
    """The item as it is now, with its meeting, its own row and its request locked.

    Raises Forbidden unless `by` leads the meeting.
    """
    require(by, Permission.PANEL_READ)
    meeting = PanelMeeting.objects.select_for_update(of=("self",)).get(pk=item.meeting_id)
    require_lead(by, meeting)
    still_on(meeting, item)
    held = AgendaItem.objects.select_for_update().get(pk=item.pk)
    held.meeting = meeting
    held.request = SupportRequest.objects.select_for_update().get(pk=held.request_id)
    return held


def _locked_lines(request: SupportRequest) -> list[RequestLine]:
    found = request.lines.select_for_update(of=("self",)).select_related("service")
    return list(found.order_by("pk"))


def _open(item: AgendaItem, *, by: User) -> None:
    _set_aside(item.meeting, by=by)
    states.move(item, State.OPEN, by=by, opened_at=item.opened_at or clock.now())


def _set_aside(meeting: PanelMeeting, *, by: User) -> None:
    """Whatever is open waits again; the meeting is at one item at a time."""
    for other in meeting.items.filter(state=State.OPEN):
        states.move(other, State.WAITING, by=by)


def _next(item: AgendaItem) -> AgendaItem | None:
    """The next item to come after this one, else the first that waits."""
    waiting = item.meeting.items.filter(
        state=State.WAITING, request__state=SupportRequest.State.ON_AGENDA
    ).select_related("request")
    after = waiting.filter(position__gt=item.position).order_by("position").first()
    found = after or waiting.order_by("position").first()
    if found:
        found.meeting = item.meeting
    return found


def _tell(request: SupportRequest, what: str) -> None:
    notices.tell(
        [person for person in (request.requester, request.endorser) if person],
        f"{request.reference} {what}",
        url=request.get_absolute_url(),
    )


def _raise(rules: tuple, facts: ItemStepFacts) -> None:
    if refusals := ask(rules, facts):
        raise Refused(refusals)
