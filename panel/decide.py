"""Deciding an item: all its lines in one act, or a line at a time.

Locks the meeting, then the item, the request and its lines, so that a meeting is not closed and a
line not decided twice in between. A decision is recorded here; it takes effect, and is told, when
the item is closed (panel.item_steps, panel.effects).
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from mdps.core import audit, words
from mdps.core.models import User
from mdps.core.money import gbp
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, Refused, ask
from panel.agenda import still_on
from panel.answers import Answer, amount_of, kind_facts
from panel.chairing import leads
from panel.conflicts import part_in
from panel.decide_rules import ITEM_RULES, LINE_RULES, ItemFacts, LineFacts
from panel.item_steps import open_item
from panel.kinds import AT_A_MEETING, KINDS, OF_URGENT
from panel.models import AgendaItem, PanelDecision, PanelMeeting
from panel.queries import lines_to_ratify
from panel.quorum import quorum_of
from panel.reserving import Purse, open_purse
from panel.write_decision import write
from referrals.models import RequestLine, SupportRequest

Kind, Route = PanelDecision.Kind, PanelDecision.Route

__all__ = ["Answer", "decide", "decide_all", "item_facts", "refusals_against_deciding"]


def refusals_against_deciding(item: AgendaItem, *, by: User) -> list[Refusal]:
    """Why `by` may not decide the item now, whatever the decision; empty means they may."""
    return ask(ITEM_RULES, item_facts(item, by=by))


def decide(
    item: AgendaItem, line: RequestLine, *, by: User, on: dt.date, **what: Any
) -> PanelDecision:
    """Decide one line of `item`; `what` are the fields of panel.answers.Answer. See decide_all."""
    return decide_all(item, [Answer(line=line, **what)], by=by, on=on)[0]


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
    purse = _purse(item, answers, by=by, on=on)
    if refusals := refusals_against_deciding(item, by=by) or _refusals(
        item, held, answers, purse, by=by, on=on
    ):
        raise Refused(refusals)
    return [_record(item, held[answer.line.pk], answer, purse, by=by, on=on) for answer in answers]


def item_facts(item: AgendaItem, *, by: User) -> ItemFacts:
    """The facts that ITEM_RULES ask about."""
    meeting, request = item.meeting, item.request
    return ItemFacts(
        **vars(part_in(request, by)),
        meeting=f"The panel meeting of {words.day(meeting.held_on)}",
        meeting_state=meeting.get_state_display(),
        in_progress=meeting.state == PanelMeeting.State.OPEN,
        request_state=request.get_state_display(),
        on_agenda=request.state == SupportRequest.State.ON_AGENDA,
        item_state=item.get_state_display(),
        may_be_decided=item.state == AgendaItem.State.OPEN
        or (item.state == AgendaItem.State.WAITING and leads(meeting, by)),
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


def _purse(item: AgendaItem, answers: Sequence[Answer], *, by: User, on: dt.date) -> Purse | None:
    """The budgets that pay, locked; None where nothing is to be approved."""
    if not any(answer.kind in KINDS and KINDS[answer.kind].approves for answer in answers):
        return None
    return open_purse(item.request, by=by, on=on, again=[answer.line for answer in answers])


def _refusals(
    item: AgendaItem,
    held: dict[int, RequestLine],
    answers: Sequence[Answer],
    purse: Purse | None,
    *,
    by: User,
    on: dt.date,
) -> list[Refusal]:
    """Every reason against the answers, each with the field of its line."""
    quorum, facts_of = quorum_of(item), _facts_of(item, held, by=by, on=on)
    missing = "" if quorum.is_met else quorum.sentence
    refusals = []
    for answer in answers:
        facts = facts_of(answer, missing)
        against = ask(LINE_RULES, facts)
        if not against and purse and KINDS[answer.kind].approves:
            line = held[answer.line.pk]
            against = purse.refusals(line, amount_of(facts), answer.overspend_reason)
        refusals += [
            replace(each, field=f"{each.field}-{answer.line.pk}" if each.field else "")
            for each in against
        ]
    return refusals


def _facts_of(
    item: AgendaItem, held: dict[int, RequestLine], *, by: User, on: dt.date
) -> Callable[[Answer, str], LineFacts]:
    """A function that gives the facts of an answer, from what is read here once. Three queries."""
    in_this_round = item.decisions.filter(round=item.round)
    here = {each.line_id: each.outcome.lower() for each in in_this_round}
    urgent = lines_to_ratify(item.request)
    own = PanelDecision.objects.filter(line__in=held, route=Route.URGENT, decided_by=by)
    approved = set(own.values_list("line", flat=True))

    def of(answer: Answer, missing_quorum: str) -> LineFacts:
        line = held.get(answer.line.pk, answer.line)
        to_ratify = line.pk in urgent
        return LineFacts(
            **vars(
                kind_facts(line, answer, offered=OF_URGENT if to_ratify else AT_A_MEETING, on=on)
            ),
            request=item.request.reference,
            is_of_item=line.pk in held,
            line_state=line.get_state_display(),
            is_open=line.state == RequestLine.State.PROPOSED or to_ratify,
            decided_here=here.get(line.pk, ""),
            to_ratify=to_ratify,
            approved_by_decider=line.pk in approved,
            missing_quorum=missing_quorum,
            is_chaired=item.meeting.chaired_by_id is not None,
        )

    return of


def _record(
    item: AgendaItem,
    line: RequestLine,
    answer: Answer,
    purse: Purse | None,
    *,
    by: User,
    on: dt.date,
) -> PanelDecision:
    """Write the decision; it replaces the one of an earlier round, or the urgent one it settles."""
    line.request = item.request
    earlier = line.decisions.filter(superseded_by=None)
    before = earlier.filter(item=item).first() or earlier.filter(route=Route.URGENT).first()
    more = {}
    if answer.kind == Kind.RATIFY:
        urgent = line.decisions.get(route=Route.URGENT)
        more = {"amount": urgent.amount, "units": urgent.units}
    decision = write(answer, line, purse=purse, item=item, supersedes=before, by=by, on=on, **more)
    audit.record(
        "decision.entered",
        item.meeting,
        by=by,
        request=item.request,
        line=line,
        service=line.service.name,
        outcome=decision.outcome.lower(),
        amount=gbp(decision.amount),
    )
    return decision
