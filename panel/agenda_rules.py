"""What may be put on an agenda, moved on it and taken off: pure rules of frozen facts."""

from dataclasses import dataclass

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


ADD_RULES = (meeting_is_not_over, request_is_new_to_this_meeting, request_is_endorsed)
ARRANGE_RULES = (agenda_can_still_change,)
