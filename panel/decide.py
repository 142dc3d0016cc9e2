"""Deciding an item: all its lines in one act, or a line at a time.

Locks the meeting, then the request, then its lines, so that a meeting is not closed and a line
not decided twice in between. An approval writes its amount into the line below (referrals.lines).
"""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db import transaction
from django.db.models import QuerySet

from mdps.core import audit, notices, words
from mdps.core.models import User
from mdps.core.money import ZERO, gbp
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, Refused, ask
from panel.agenda import still_on
from panel.decide_rules import ITEM_RULES, LINE_RULES, ItemFacts, Kind, LineFacts, approval_ends
from panel.models import AgendaItem, PanelDecision, PanelMeeting
from referrals import agenda, lines
from referrals.models import RequestLine, SupportRequest

APPROVALS = (Kind.APPROVE, Kind.APPROVE_IN_PART)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What is to be decided for one line; `amount` only for a part, GBP ex VAT."""

    line: RequestLine
    kind: str
    amount: Decimal | None = None
    reasons: str


def refusals_against_deciding(item: AgendaItem, *, by: User) -> list[Refusal]:
    """Why `by` may not decide the item now, whatever the decision; empty means they may."""
    return ask(ITEM_RULES, item_facts(item, by=by))


def decide(
    item: AgendaItem,
    line: RequestLine,
    *,
    kind: str,
    amount: Decimal | None = None,
    reasons: str,
    by: User,
    on: dt.date,
) -> PanelDecision:
    """Decide one line of `item`; see decide_all."""
    answer = Answer(line=line, kind=kind, amount=amount, reasons=reasons)
    return decide_all(item, [answer], by=by, on=on)[0]


@transaction.atomic
def decide_all(
    item: AgendaItem, answers: Sequence[Answer], *, by: User, on: dt.date
) -> list[PanelDecision]:
    """Record what the meeting decides about each line, dated `on`: all of `answers` or none.

    With the last open line the item is done: the request is decided, or, where a line was
    deferred, endorsed again for the next meeting. Its requester and endorser are then told.

    Raises Forbidden, or Refused with every reason; the field of a reason about a line is
    `kind-<line id>`, `amount-<line id>` or `reasons-<line id>`.
    """
    item = _locked(item)
    require(by, Permission.PANEL_DECIDE, on=item)
    held = {line.pk: line for line in _locked_lines(item.request)}
    if refusals := refusals_against_deciding(item, by=by) or _refusals(item, held, answers):
        raise Refused(refusals)
    decisions = [_record(item, held[answer.line.pk], answer, by=by, on=on) for answer in answers]
    _finish(item, held.values(), by=by, on=on)
    return decisions


def item_facts(item: AgendaItem, *, by: User) -> ItemFacts:
    """The facts that ITEM_RULES ask about."""
    meeting, request = item.meeting, item.request
    return ItemFacts(
        meeting=f"The panel meeting of {words.day(meeting.held_on)}",
        meeting_state=meeting.get_state_display(),
        in_progress=meeting.state == PanelMeeting.State.OPEN,
        request=request.reference,
        request_state=request.get_state_display(),
        on_agenda=request.state == SupportRequest.State.ON_AGENDA,
        raised_by_decider=request.requester_id == by.pk,
        endorsed_by_decider=request.endorser_id == by.pk,
    )


def _locked(item: AgendaItem) -> AgendaItem:
    meeting = PanelMeeting.objects.select_for_update().get(pk=item.meeting_id)
    item = still_on(meeting, item)
    item.meeting = meeting
    item.request = SupportRequest.objects.select_for_update().get(pk=item.request_id)
    return item


def _locked_lines(request: SupportRequest) -> QuerySet[RequestLine]:
    return request.lines.select_for_update(of=("self",)).select_related("service").order_by("pk")


def _refusals(
    item: AgendaItem, held: dict[int, RequestLine], answers: Sequence[Answer]
) -> list[Refusal]:
    here = {each.line_id: each.outcome.lower() for each in item.decisions.all()}
    return [
        replace(refusal, field=f"{refusal.field}-{answer.line.pk}" if refusal.field else "")
        for answer in answers
        for refusal in ask(LINE_RULES, _line_facts(item, held, answer, here))
    ]


def _line_facts(
    item: AgendaItem, held: dict[int, RequestLine], answer: Answer, here: dict[int, str]
) -> LineFacts:
    line = held.get(answer.line.pk, answer.line)
    return LineFacts(
        line=line.service.name,
        request=item.request.reference,
        is_of_item=line.pk in held,
        line_state=line.get_state_display(),
        is_open=line.state == RequestLine.State.PROPOSED,
        decided_here=here.get(line.pk, ""),
        requested=line.requested_amount,
        kind=answer.kind,
        amount=answer.amount,
        reasons=answer.reasons,
    )


def _record(
    item: AgendaItem, line: RequestLine, answer: Answer, *, by: User, on: dt.date
) -> PanelDecision:
    """Write the decision, and into the line what follows from it."""
    amount = ZERO
    if answer.kind in APPROVALS:
        amount = line.requested_amount if answer.kind == Kind.APPROVE else answer.amount or ZERO
        lines.approve(line, amount=amount, until=approval_ends(on), by=by)
    elif answer.kind == Kind.DECLINE:
        lines.decline(line, by=by)
    decision = PanelDecision.objects.create(
        item=item,
        line=line,
        kind=answer.kind,
        amount=amount,
        reasons=answer.reasons.strip(),
        decided_by=by,
        decided_on=on,
    )
    audit.record(
        f"panel.{answer.kind}",
        item.request,
        by=by,
        meeting=item.meeting,
        line=line,
        service=line.service.name,
        amount=gbp(amount),
    )
    return decision


def _finish(item: AgendaItem, held: Collection[RequestLine], *, by: User, on: dt.date) -> None:
    """After the last open line: move the request on and tell who asked for it."""
    kinds = dict(item.decisions.values_list("line", "kind"))
    if any(line.state == RequestLine.State.PROPOSED and line.pk not in kinds for line in held):
        return
    request = item.request
    deferred = Kind.DEFER in kinds.values()
    (agenda.take_off if deferred else agenda.decided)(request, by=by, on=on)
    notices.tell(
        [person for person in (request.requester, request.endorser) if person],
        f"{request.reference} was {'deferred' if deferred else 'decided'} by the panel",
        url=request.get_absolute_url(),
    )
