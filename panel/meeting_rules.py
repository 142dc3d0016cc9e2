"""When a meeting may be planned, opened and closed: pure rules of frozen facts."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from mdps.core import words
from mdps.core.rules import Refusal


@dataclass(frozen=True, kw_only=True)
class PlanFacts:
    """A meeting that is to be planned."""

    held_on: dt.date
    another_that_day: bool
    chair: str
    chair_may_chair: bool


@dataclass(frozen=True, kw_only=True)
class OpenFacts:
    """A meeting that is to be opened on the day `on`."""

    is_planned: bool
    state: str  # in words
    held_on: dt.date
    on: dt.date
    items: int
    chairs_instead: str = ""  # who is present and comes before the opener in chairing it


@dataclass(frozen=True, kw_only=True)
class CloseFacts:
    """A meeting that is to be closed; `not_released` numbers the items that were decided only."""

    is_open: bool
    state: str  # in words
    not_released: Sequence[int]


def one_meeting_a_day(facts: PlanFacts) -> Refusal | None:
    """The panel sits once a day."""
    if facts.another_that_day:
        return Refusal(
            "another-that-day",
            f"A panel meeting is already planned for {words.day(facts.held_on)}. "
            "Choose another day.",
            field="held_on",
        )
    return None


def chair_is_a_chair(facts: PlanFacts) -> Refusal | None:
    """A meeting is chaired by a panel chair with an open account."""
    if not facts.chair_may_chair:
        return Refusal(
            "not-a-chair",
            f"{facts.chair} is not a panel chair. Choose somebody who is.",
            field="chair",
        )
    return None


def meeting_is_planned(facts: OpenFacts) -> Refusal | None:
    """A meeting is opened once."""
    if not facts.is_planned:
        return Refusal("not-planned", f"The meeting is {facts.state.lower()} already.")
    return None


def day_has_come(facts: OpenFacts) -> Refusal | None:
    """A meeting is opened on its day, or later where it started late; never before."""
    if facts.on < facts.held_on:
        return Refusal(
            "too-early",
            f"The meeting is on {words.day(facts.held_on)}. It can be opened from that day.",
        )
    return None


def something_is_on_the_agenda(facts: OpenFacts) -> Refusal | None:
    """A meeting without items has nothing to decide."""
    if not facts.items:
        return Refusal(
            "empty-agenda",
            "Nothing is on the agenda. Put at least one endorsed request on it first.",
        )
    return None


def nobody_comes_before(facts: OpenFacts) -> Refusal | None:
    """The chair opens the meeting, a deputy in their absence, the administrator without either."""
    if facts.chairs_instead:
        return Refusal(
            "somebody-chairs",
            f"{facts.chairs_instead} is present and chairs the meeting, so they open it.",
        )
    return None


def meeting_is_in_progress(facts: CloseFacts) -> Refusal | None:
    """Only a meeting in progress is closed."""
    if not facts.is_open:
        return Refusal(
            "not-open",
            f"The meeting is {facts.state.lower()}. Only a meeting in progress can be closed.",
        )
    return None


def everything_entered_is_released(facts: CloseFacts) -> Refusal | None:
    """What was decided is released item by item; what was not reached waits for another meeting."""
    if facts.not_released:
        one = len(facts.not_released) == 1
        return Refusal(
            "not-released",
            f"{'Item' if one else 'Items'} {numbers(facts.not_released)} "
            f"{'has' if one else 'have'} decisions that are not released. "
            f"Close {'that item' if one else 'those items'} before the meeting.",
        )
    return None


def numbers(of: Sequence[int]) -> str:
    """Ascending numbers in words, runs of three or more drawn together: `1 to 4, 6 and 9`."""
    runs: list[list[int]] = []
    for number in of:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    texts = [
        text
        for run in runs
        for text in ([f"{run[0]} to {run[-1]}"] if len(run) > 2 else map(str, run))
    ]
    return words.listed(texts)


PLAN_RULES = (one_meeting_a_day, chair_is_a_chair)
OPEN_RULES = (
    meeting_is_planned,
    day_has_come,
    something_is_on_the_agenda,
    nobody_comes_before,
)
CLOSE_RULES = (
    meeting_is_in_progress,
    everything_entered_is_released,
)
