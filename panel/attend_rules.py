"""When somebody's attendance may be marked: pure rules of frozen facts."""

from dataclasses import dataclass

from mdps.core.rules import Refusal


@dataclass(frozen=True, kw_only=True)
class AttendFacts:
    """Somebody who is to be marked `status` at a meeting."""

    meeting: str
    meeting_state: str  # in words
    is_over: bool
    name: str
    status: str
    has_come: bool


def meeting_is_not_over(facts: AttendFacts) -> Refusal | None:
    """Attendance is marked until the meeting is closed; then it stands in the minutes."""
    if facts.is_over:
        return Refusal(
            "meeting-over",
            f"{facts.meeting} is {facts.meeting_state.lower()}, so its attendance stands. "
            "A correction goes into a further version of the minutes.",
        )
    return None


def somebody_is_named(facts: AttendFacts) -> Refusal | None:
    """A guest has a name."""
    if not facts.name:
        return Refusal("no-name", "Enter the name of who is attending.", field="name")
    return None


def came_before_leaving(facts: AttendFacts) -> Refusal | None:
    """Only somebody who came can leave."""
    if facts.status == "left" and not facts.has_come:
        return Refusal(
            "never-came",
            f"{facts.name} is not marked as present, so cannot leave. Mark apologies instead.",
        )
    return None


RULES = (meeting_is_not_over, somebody_is_named, came_before_leaving)
