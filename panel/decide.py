"""Deciding an item: all its lines in one act, or a line at a time.

Locks the meeting, then the item, the request and its lines, so that a meeting is not closed and a
line not decided twice in between. A decision is recorded here; it takes effect, and is told, when
the item is closed (panel.item_steps, panel.effects).
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db import transaction
from django.db.models import QuerySet

from mdps.core import audit, words
from mdps.core.models import User
from mdps.core.money import ZERO, gbp
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, Refused, ask
from panel.agenda import still_on
from panel.chairing import leads
from panel.conflicts import is_barred
from panel.decide_rules import ITEM_RULES, LINE_RULES, ItemFacts, Kind, LineFacts
from panel.effects import APPROVALS
from panel.item_steps import open_item
from panel.models import AgendaItem, PanelDecision, PanelMeeting
from panel.quorum import quorum_of
from referrals.models import RequestLine, SupportRequest


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

    Nobody outside the meeting hears of it before the item is closed. Where whoever leads the
    meeting decides an item that is to come, that opens it. In a reopened item a decision replaces
    the one before.

    Raises Forbidden, or Refused with every reason; the field of a reason about a line is
    `kind-<line id>`, `amount-<line id>` or `reasons-<line id>`.
    """
    item = _locked(item)
    require(by, Permission.PANEL_DECIDE, on=item)
    if item.state == AgendaItem.State.WAITING and not refusals_against_deciding(item, by=by):
        meeting = item.meeting
        item = open_item(item, by=by)
        item.meeting = meeting
    held = {line.pk: line for line in _locked_lines(item.request)}
    if refusals := refusals_against_deciding(item, by=by) or _refusals(item, held, answers):
        raise Refused(refusals)
    return [_record(item, held[answer.line.pk], answer, by=by, on=on) for answer in answers]


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
        item_state=item.get_state_display(),
        may_be_decided=item.state == AgendaItem.State.OPEN
        or (item.state == AgendaItem.State.WAITING and leads(meeting, by)),
        is_barred=is_barred(request, by),
    )


def _locked(item: AgendaItem) -> AgendaItem:
    meeting = PanelMeeting.objects.select_for_update().get(pk=item.meeting_id)
    still_on(meeting, item)
    item = AgendaItem.objects.select_for_update().get(pk=item.pk)
    item.meeting = meeting
    item.request = SupportRequest.objects.select_for_update().get(pk=item.request_id)
    return item


def _locked_lines(request: SupportRequest) -> QuerySet[RequestLine]:
    return request.lines.select_for_update(of=("self",)).select_related("service").order_by("pk")


def _refusals(
    item: AgendaItem, held: dict[int, RequestLine], answers: Sequence[Answer]
) -> list[Refusal]:
    in_this_round = item.decisions.filter(round=item.round)
    here = {each.line_id: each.outcome.lower() for each in in_this_round}
    quorum = quorum_of(item)
    missing = "" if quorum.is_met else quorum.sentence
    return [
        replace(refusal, field=f"{refusal.field}-{answer.line.pk}" if refusal.field else "")
        for answer in answers
        for refusal in ask(LINE_RULES, _line_facts(item, held, answer, here, missing))
    ]


def _line_facts(
    item: AgendaItem,
    held: dict[int, RequestLine],
    answer: Answer,
    here: dict[int, str],
    missing_quorum: str,
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
        missing_quorum=missing_quorum,
        is_chaired=item.meeting.chaired_by_id is not None,
    )


def _record(
    item: AgendaItem, line: RequestLine, answer: Answer, *, by: User, on: dt.date
) -> PanelDecision:
    """Write the decision; in a reopened item it replaces the one before."""
    amount = ZERO
    if answer.kind in APPROVALS:
        amount = line.requested_amount if answer.kind == Kind.APPROVE else answer.amount or ZERO
    decision = PanelDecision.objects.create(
        item=item,
        line=line,
        round=item.round,
        supersedes=item.decisions.filter(line=line, superseded_by=None).first(),
        kind=answer.kind,
        amount=amount,
        reasons=answer.reasons.strip(),
        decided_by=by,
        decided_on=on,
    )
    audit.record(
        "decision.entered",
        item.meeting,
        by=by,
        request=item.request,
        line=line,
        service=line.service.name,
        outcome=decision.outcome.lower(),
        amount=gbp(amount),
    )
    return decision
