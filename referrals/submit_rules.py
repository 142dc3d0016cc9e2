"""When a request may be submitted. Pure: no database, nothing raised."""

import datetime as dt
from dataclasses import dataclass

from mdps.core.rules import Refusal, ask
from referrals import draft_rules
from referrals.models import SupportRequest


@dataclass(frozen=True)
class Submission:
    """A request about to be submitted on the day `on`, with how many lines."""

    request: SupportRequest
    lines: int
    on: dt.date


def has_lines(facts: Submission) -> Refusal | None:
    """At least one service is asked for."""
    if facts.lines:
        return None
    return Refusal("no-lines", "Add at least one service before you submit the request")


def refusals(facts: Submission) -> list[Refusal]:
    """Every reason against submitting, in the order of the task list."""
    request = facts.request
    written = draft_rules.Writing(request.state, {"needed_by": request.needed_by}, facts.on)
    said = {name: getattr(request, name) for name in draft_rules.REQUIRED}
    return [
        *ask([draft_rules.can_be_changed, draft_rules.needed_in_future], written),
        *draft_rules.missing(said),
        *ask([has_lines], facts),
    ]
