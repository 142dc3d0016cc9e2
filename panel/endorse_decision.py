"""The chair endorses what a meeting without a chair agreed in principle, or sends it back.

An endorsement is a further decision that supersedes the one in principle: from then on the line
is approved, its budgets hold the amount, and its conditions hold.
"""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from mdps.core import audit, notices
from mdps.core.models import User
from mdps.core.money import gbp
from mdps.core.permissions import Forbidden, Permission, require
from mdps.core.rules import Refusal, Refused, ask
from panel.answers import Answer, NewCondition
from panel.approvals import last_day
from panel.chairing import NOT_A_CHAIR, may_chair
from panel.conflicts import part_in
from panel.impartial_rules import RULES as IMPARTIAL
from panel.impartial_rules import PartFacts
from panel.models import AgendaItem, PanelDecision
from panel.reserving import Purse, open_purse
from panel.write_decision import write
from referrals import agenda, lines
from referrals.models import RequestLine, SupportRequest

Kind, Route = PanelDecision.Kind, PanelDecision.Route
BEFORE_PANEL = (SupportRequest.State.ENDORSED, SupportRequest.State.ON_AGENDA)


@dataclass(frozen=True, kw_only=True)
class EndorseFacts(PartFacts):
    """A decision in principle that a chair wants to endorse or send back."""

    line: str
    request_state: str  # in words
    is_before_panel: bool
    is_in_principle: bool
    is_standing: bool
    is_open: bool
    decided_elsewhere: bool
    reasons: str


def waits_for_the_chair(facts: EndorseFacts) -> Refusal | None:
    """Only what was agreed in principle, and nothing replaced, is endorsed; and once."""
    if facts.is_in_principle and facts.is_standing and facts.is_open:
        return None
    return Refusal(
        "not-in-principle",
        f"The decision on {facts.line} does not wait for the chair any more. Look at the request.",
    )


def request_is_still_asked_for(facts: EndorseFacts) -> Refusal | None:
    """What was withdrawn or returned meanwhile is not endorsed."""
    if facts.is_before_panel:
        return None
    return Refusal(
        "not-on-agenda",
        f"{facts.request} is {facts.request_state.lower()}, so nothing of it can be endorsed.",
    )


def no_meeting_discusses_it(facts: EndorseFacts) -> Refusal | None:
    """What a meeting in progress is deciding anew is decided there."""
    if facts.decided_elsewhere:
        return Refusal(
            "meeting-now", f"A meeting is deciding {facts.request} now. Decide it there."
        )
    return None


def reasons_are_given(facts: EndorseFacts) -> Refusal | None:
    """The chair says why (CR ¶14)."""
    if not facts.reasons.strip():
        return Refusal("no-reasons", "Enter your reasons.", "CR ¶14", field="reasons")
    return None


RULES = (
    waits_for_the_chair,
    request_is_still_asked_for,
    no_meeting_discusses_it,
    *IMPARTIAL,
    reasons_are_given,
)


@transaction.atomic
def endorse(
    decision: PanelDecision, *, reasons: str, overspend_reason: str = "", by: User, on: dt.date
) -> PanelDecision:
    """Endorse what was agreed in principle: it is approved from the day `on`, for the usual time.

    Locks the request, the line, the budgets. With the last open line the request is decided.
    Raises Forbidden unless `by` is a chair or deputy, or Refused.
    """
    line = _locked(decision, by=by)
    purse = open_purse(line.request, by=by, on=on)
    refusals = ask(RULES, _facts(decision, line, reasons, by=by))
    if not refusals:
        refusals = purse.refusals(line, decision.amount, overspend_reason)
    if refusals:
        raise Refused(refusals)
    answer = Answer(
        line=line,
        kind=_kind(decision, line),
        amount=decision.amount,
        units=decision.units,
        review_on=decision.review_on if decision.review_on and decision.review_on >= on else None,
        reasons=reasons,
        conditions=_conditions(decision),
        assessed_need=decision.assessed_need,
        in_house_alternative=decision.in_house_alternative,
        more_reason=decision.more_reason,
        overspend_reason=overspend_reason,
    )
    endorsed = _write(decision, answer, line, purse, by=by, on=on)
    lines.approve(line, amount=endorsed.amount, units=endorsed.units, until=last_day(on), by=by)
    request = line.request
    is_open = request.lines.filter(state=RequestLine.State.PROPOSED).exists()
    if request.state == SupportRequest.State.ON_AGENDA and not is_open and not _is_on(request):
        agenda.decided(request, by=by, on=on)
    _tell(request, "was endorsed by the chair")
    return endorsed


@transaction.atomic
def send_back(decision: PanelDecision, *, reasons: str, by: User, on: dt.date) -> PanelDecision:
    """Let the next meeting decide what was agreed in principle. As endorse(), without a budget."""
    line = _locked(decision, by=by)
    if refusals := ask(RULES, _facts(decision, line, reasons, by=by)):
        raise Refused(refusals)
    answer = Answer(line=line, kind=Kind.DEFER, reasons=reasons)
    sent = _write(decision, answer, line, None, by=by, on=on)
    request = line.request
    if request.state == SupportRequest.State.ON_AGENDA and not _is_on(request):
        agenda.take_off(request, by=by, on=on)
    _tell(request, "goes back to a panel meeting")
    return sent


def refusals_against_endorsing(decision: PanelDecision, *, by: User) -> list[Refusal]:
    """Why `by` cannot endorse the decision or send it back now; empty means they can."""
    return ask(RULES, _facts(decision, decision.line, "A reason", by=by))


def _locked(decision: PanelDecision, *, by: User) -> RequestLine:
    require(by, Permission.PANEL_DECIDE)
    if not may_chair(by):
        raise Forbidden(NOT_A_CHAIR)
    request = SupportRequest.objects.select_for_update().get(pk=decision.line.request_id)
    found = request.lines.select_for_update(of=("self",)).select_related("service")
    line = found.get(pk=decision.line_id)
    line.request = request
    return line


def _facts(decision: PanelDecision, line: RequestLine, reasons: str, *, by: User) -> EndorseFacts:
    request = line.request
    return EndorseFacts(
        **vars(part_in(request, by)),
        line=line.service.name,
        request_state=request.get_state_display(),
        is_before_panel=request.state in BEFORE_PANEL,
        is_in_principle=decision.kind == Kind.IN_PRINCIPLE,
        is_standing=PanelDecision.objects.standing().filter(pk=decision.pk).exists(),
        is_open=line.state == RequestLine.State.PROPOSED,
        decided_elsewhere=_is_on(request, AgendaItem.State.OPEN),
        reasons=reasons,
    )


def _is_on(request: SupportRequest, *states: str) -> bool:
    """Whether a meeting still has it to decide."""
    states = states or (AgendaItem.State.WAITING, AgendaItem.State.OPEN)
    return request.agenda_items.filter(state__in=states).exists()


def _kind(decision: PanelDecision, line: RequestLine) -> str:
    """What the endorsed decision is: with conditions, in part, or in full."""
    if decision.conditions.exists():
        return Kind.APPROVE_WITH_CONDITIONS
    return Kind.APPROVE_IN_PART if decision.amount < line.requested_amount else Kind.APPROVE


def _conditions(decision: PanelDecision) -> tuple[NewCondition, ...]:
    return tuple(
        NewCondition(words=each.words, before_award=each.before_award, role=each.role)
        for each in decision.conditions.all()
    )


def _write(
    decision: PanelDecision,
    answer: Answer,
    line: RequestLine,
    purse: Purse | None,
    *,
    by: User,
    on: dt.date,
) -> PanelDecision:
    written = write(
        answer,
        line,
        purse=purse,
        item=decision.item,
        route=Route.CHAIR,
        supersedes=decision,
        by=by,
        on=on,
    )
    audit.record(
        "panel.chair",
        line.request,
        by=by,
        line=line,
        service=line.service.name,
        outcome=written.outcome.lower(),
        amount=gbp(written.amount),
    )
    return written


def _tell(request: SupportRequest, what: str) -> None:
    people = [person for person in (request.requester, request.endorser) if person]
    notices.tell(people, f"{request.reference} {what}", url=request.get_absolute_url())
