"""Urgent decisions between meetings: approved at once, ratified or overturned by the next one.

A line is approved by a role that may (Permission.URGENT_DECIDE), with a reason why it cannot wait.
Its request is forced on to the next agenda and cannot be taken off (panel.forced).
"""

import datetime as dt

from django.db import transaction

from mdps.core import audit, notices
from mdps.core.models import User
from mdps.core.money import gbp
from mdps.core.permissions import Permission, require
from mdps.core.roles import holders_of
from mdps.core.rules import Refusal, Refused, ask
from panel import forced
from panel.answers import Answer, amount_of, kind_facts
from panel.approvals import last_day
from panel.conflicts import part_in
from panel.kinds import URGENTLY
from panel.models import AgendaItem, PanelDecision
from panel.queries import to_endorse
from panel.reserving import open_purse
from panel.urgent_rules import RULES, UrgentFacts
from panel.write_decision import write
from referrals import lines
from referrals.models import RequestLine, SupportRequest

Route = PanelDecision.Route


@transaction.atomic
def decide(answer: Answer, *, urgent_reason: str, by: User, on: dt.date) -> PanelDecision:
    """Approve one line urgently on the day `on`: it can be awarded from now on.

    Locks the planned meetings, the request, the line, the budgets. The panel's administrators and
    chairs, the requester and the commissioners are told. Raises Forbidden, or Refused with every
    reason.
    """
    require(by, Permission.URGENT_DECIDE, on=answer.line.request)
    forced.lock_planned()
    request = SupportRequest.objects.select_for_update().get(pk=answer.line.request_id)
    held = request.lines.select_for_update(of=("self",)).select_related("service")
    line = held.get(pk=answer.line.pk)
    line.request = request
    purse = open_purse(request, by=by, on=on)
    facts = _facts(line, answer, urgent_reason, by=by, on=on)
    refusals = ask(RULES, facts)
    if not refusals:
        refusals = purse.refusals(line, amount_of(facts), answer.overspend_reason)
    if refusals:
        raise Refused(refusals)
    decision = write(
        answer,
        line,
        purse=purse,
        item=None,
        route=Route.URGENT,
        by=by,
        on=on,
        urgent_reason=urgent_reason.strip(),
    )
    lines.approve(line, amount=decision.amount, units=decision.units, until=last_day(on), by=by)
    audit.record(
        "panel.urgent",
        request,
        by=by,
        line=line,
        service=line.service.name,
        amount=gbp(decision.amount),
    )
    forced.put_on(request, forced.next_planned(on), by=by, on=on)
    _tell(request)
    return decision


def refusals_against_deciding(line: RequestLine, *, by: User, on: dt.date) -> list[Refusal]:
    """Why `by` cannot decide the line urgently, whatever the decision; empty means they can."""
    answer = Answer(line=line, kind=URGENTLY[0], reasons="A reason")
    return ask(RULES, _facts(line, answer, "A reason", by=by, on=on))


def _facts(
    line: RequestLine, answer: Answer, urgent_reason: str, *, by: User, on: dt.date
) -> UrgentFacts:
    request = line.request
    meeting_now = AgendaItem.objects.filter(request=request, meeting__state="open").first()
    return UrgentFacts(
        **vars(kind_facts(line, answer, offered=URGENTLY, on=on)),
        **vars(part_in(request, by)),
        request_state=request.get_state_display(),
        is_endorsed=request.state in (request.State.ENDORSED, request.State.ON_AGENDA),
        line_state=line.get_state_display(),
        is_open=line.state == RequestLine.State.PROPOSED,
        in_principle=to_endorse().filter(line=line).exists(),
        before_meeting_now=meeting_now is not None
        and request.state == SupportRequest.State.ON_AGENDA,
        urgent_reason=urgent_reason,
    )


def _tell(request: SupportRequest) -> None:
    roles = {*holders_of(Permission.MEETING_MANAGE), *holders_of(Permission.CONTRACT_AWARD)}
    people = [request.requester, *User.objects.holding(*roles)]
    notices.tell(
        people,
        f"{request.reference} was approved urgently and is to be ratified",
        url=request.get_absolute_url(),
    )
