"""What may be put on an agenda, moved on it and taken off: pure rules of frozen facts."""

import datetime as dt
from dataclasses import dataclass

from mdps.core import words
from mdps.core.rules import Refusal


@dataclass(frozen=True, kw_only=True)
class AddFacts:
    """A request that is to be put on the agenda of a meeting."""

    meeting: str
    meeting_state: str  # in words
    is_over: bool
    request: str
    request_state: str  # in words
    is_endorsed: bool
    was_on_this_agenda: bool


@dataclass(frozen=True, kw_only=True)
class ArrangeFacts:
    """A meeting whose agenda is to be rearranged."""

    meeting: str
    meeting_state: str  # in words
    is_planned: bool


@dataclass(frozen=True, kw_only=True)
class TakeOffFacts(ArrangeFacts):
    """An item that is to be taken off its agenda."""

    request: str
    to_ratify: bool  # it has an urgent decision that this meeting ratifies or overturns


@dataclass(frozen=True, kw_only=True)
class LateFacts:
    """Papers that come to the agenda of a meeting; `due_at` itself is still in time."""

    meeting: str
    due_at: dt.datetime
    is_late: bool
    is_chair: bool
    reason: str


def chair_takes_late_papers(facts: LateFacts) -> Refusal | None:
    """After the cut-off only a chair or deputy puts a request on the agenda."""
    if facts.is_late and not facts.is_chair:
        return Refusal(
            "papers-late",
            f"Papers for {facts.meeting} were due by {words.moment(facts.due_at)}. "
            "Choose a later meeting, or ask the chair to take them late.",
        )
    return None


def late_papers_have_a_reason(facts: LateFacts) -> Refusal | None:
    """Whoever takes papers late says why."""
    if facts.is_late and facts.is_chair and not facts.reason.strip():
        return Refusal(
            "no-late-reason",
            f"Papers were due by {words.moment(facts.due_at)}. "
            "Enter why you take the request late.",
            field="late_reason",
        )
    return None


def meeting_is_not_over(facts: AddFacts) -> Refusal | None:
    """Late papers are taken while the meeting is in progress, not after."""
    if facts.is_over:
        return Refusal(
            "meeting-over",
            f"{facts.meeting} is {facts.meeting_state.lower()}. "
            "Choose the agenda of a later meeting.",
        )
    return None


def request_is_new_to_this_meeting(facts: AddFacts) -> Refusal | None:
    """What a meeting deferred comes to a later meeting, not again to this one."""
    if facts.was_on_this_agenda:
        return Refusal(
            "was-here-before",
            f"{facts.request} is on the agenda of {facts.meeting} already. "
            "What this meeting deferred goes on the agenda of a later one.",
        )
    return None


def request_is_endorsed(facts: AddFacts) -> Refusal | None:
    """The panel sees requests that a team manager endorsed and no other agenda holds."""
    if not facts.is_endorsed and not facts.was_on_this_agenda:
        return Refusal(
            "not-endorsed",
            f"{facts.request} is {facts.request_state.lower()}. "
            "Only endorsed requests that are on no agenda can be put on one.",
        )
    return None


def agenda_can_still_change(facts: ArrangeFacts) -> Refusal | None:
    """Items keep their place and number once the meeting has begun."""
    if not facts.is_planned:
        return Refusal(
            "agenda-fixed",
            f"{facts.meeting} is {facts.meeting_state.lower()}, so its agenda keeps its order. "
            "An item that cannot be decided is deferred.",
        )
    return None


def urgent_decision_stays(facts: TakeOffFacts) -> Refusal | None:
    """What was approved urgently comes to the next meeting, to be ratified or overturned."""
    if facts.to_ratify:
        return Refusal(
            "to-ratify",
            f"{facts.request} was approved urgently, so it stays on the agenda until the panel "
            "ratifies or overturns that.",
        )
    return None


ADD_RULES = (meeting_is_not_over, request_is_new_to_this_meeting, request_is_endorsed)
ARRANGE_RULES = (agenda_can_still_change,)
TAKE_OFF_RULES = (agenda_can_still_change, urgent_decision_stays)
LATE_RULES = (chair_takes_late_papers, late_papers_have_a_reason)
