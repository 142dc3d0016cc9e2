"""The chair lets an approval run longer, with a reason."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from mdps.core import notices
from mdps.core.models import User
from mdps.core.permissions import Forbidden, Permission, require
from mdps.core.roles import RoleKey
from mdps.core.rules import Refusal, Refused, ask
from mdps.core.words import day
from panel.approvals import approval_ends, terms_on
from panel.chairing import NOT_A_CHAIR, may_chair
from panel.conflicts import part_in
from panel.impartial_rules import RULES as IMPARTIAL
from panel.impartial_rules import PartFacts
from panel.models import ApprovalExtension
from referrals import lines
from referrals.models import RequestLine


@dataclass(frozen=True, kw_only=True)
class ExtendFacts(PartFacts):
    """An approval that is to run to the day `until`, asked on the day `on`."""

    line: str
    line_state: str  # in words
    is_open: bool
    was_until: dt.date | None
    until: dt.date
    latest: dt.date  # inclusive
    on: dt.date
    reason: str


def approval_runs(facts: ExtendFacts) -> Refusal | None:
    """Only an approval that has not ended, and of which something is left, is extended."""
    if not facts.is_open:
        return Refusal(
            "not-approved",
            f"{facts.line} is {facts.line_state.lower()}, so there is no approval to extend.",
        )
    if facts.was_until and facts.was_until < facts.on:
        return Refusal(
            "expired",
            f"The approval ended on {day(facts.was_until)}. Ask the panel to approve it again.",
        )
    return None


def it_runs_longer(facts: ExtendFacts) -> Refusal | None:
    """The new last day is after the old one."""
    if facts.was_until and facts.until <= facts.was_until:
        return Refusal(
            "not-later",
            f"The approval runs to {day(facts.was_until)} already. Enter a later day.",
            field="until",
        )
    return None


def not_too_long(facts: ExtendFacts) -> Refusal | None:
    """It runs at most as long as an approval of today would; that day is allowed."""
    if facts.until > facts.latest:
        return Refusal(
            "too-late",
            f"An approval given today would end on {day(facts.latest)}. "
            "Enter that day or an earlier one, or ask the panel to approve it again.",
            field="until",
        )
    return None


def a_reason_is_given(facts: ExtendFacts) -> Refusal | None:
    """The chair says why."""
    if not facts.reason.strip():
        return Refusal("no-reason", "Enter why the approval is extended.", "CR ¶14", field="reason")
    return None


RULES = (
    approval_runs,
    it_runs_longer,
    not_too_long,
    *IMPARTIAL,
    a_reason_is_given,
)


@transaction.atomic
def extend(
    line: RequestLine, *, until: dt.date, reason: str, by: User, on: dt.date
) -> ApprovalExtension:
    """Let the approval of `line` run to the day `until`, inclusive; the requester is told.

    Locks the line. Raises Forbidden unless `by` is a chair or deputy, or Refused.
    """
    require(by, Permission.PANEL_DECIDE)
    if not may_chair(by):
        raise Forbidden(NOT_A_CHAIR)
    held = RequestLine.objects.select_for_update(of=("self",)).select_related("request")
    line = held.get(pk=line.pk)
    if refusals := ask(RULES, _facts(line, until, reason, by=by, on=on)):
        raise Refused(refusals)
    if line.approved_until is None:
        raise AssertionError("The rules let nothing through without an approval.")
    extension = ApprovalExtension.objects.create(
        line=line,
        was_until=line.approved_until,
        until=until,
        reason=reason.strip(),
        extended_by=by,
        extended_on=on,
    )
    lines.extend(line, until=until, by=by)
    request = line.request
    notices.tell(
        [request.requester, *User.objects.holding(RoleKey.COMMISSIONER)],
        f"An approval of {request.reference} runs until {day(until)} now",
        url=request.get_absolute_url(),
    )
    return extension


def refusals_against_extending(line: RequestLine, *, by: User, on: dt.date) -> list[Refusal]:
    """Why `by` cannot extend the approval at all; empty means they can."""
    latest = approval_ends(on, terms_on(on).months)
    facts = _facts(line, latest, "A reason", by=by, on=on)
    return ask([approval_runs, it_runs_longer, *IMPARTIAL], facts)


def _facts(line: RequestLine, until: dt.date, reason: str, *, by: User, on: dt.date) -> ExtendFacts:
    return ExtendFacts(
        **vars(part_in(line.request, by)),
        line=line.reference,
        line_state=line.get_state_display(),
        is_open=line.state in line.OPEN,
        was_until=line.approved_until,
        until=until,
        latest=approval_ends(on, terms_on(on).months),
        on=on,
        reason=reason,
    )
