"""When an item is opened, closed and reopened: pure rules of frozen facts."""

from collections.abc import Sequence
from dataclasses import dataclass

from mdps.core.rules import Refusal


@dataclass(frozen=True, kw_only=True)
class ItemStepFacts:
    """An item that is to be opened, closed or reopened."""

    request: str
    meeting: str
    meeting_state: str  # in words
    in_progress: bool
    state: str
    state_in_words: str
    on_agenda: bool
    undecided: Sequence[str] = ()  # services without a decision
    has_decisions: bool = False
    bought: Sequence[str] = ()  # services of which something was awarded already
    elsewhere: bool = False  # on the agenda of another meeting by now
    reason: str = ""


def meeting_is_in_progress(facts: ItemStepFacts) -> Refusal | None:
    """Items are opened, closed and reopened while the meeting is in progress."""
    if not facts.in_progress:
        return Refusal(
            "meeting-not-open",
            f"{facts.meeting} is {facts.meeting_state.lower()}. After it is closed only a later "
            "meeting changes a decision.",
        )
    return None


def request_is_on_agenda(facts: ItemStepFacts) -> Refusal | None:
    """A request that was withdrawn is not discussed."""
    if not facts.on_agenda:
        return Refusal(
            "not-on-agenda", f"{facts.request} was withdrawn, so there is nothing to discuss."
        )
    return None


def item_is_to_come(facts: ItemStepFacts) -> Refusal | None:
    """What was decided is reopened, with a reason."""
    if facts.state != "waiting":
        return Refusal("not-waiting", f"{facts.request} is {facts.state_in_words.lower()}.")
    return None


def item_is_open(facts: ItemStepFacts) -> Refusal | None:
    """An item is closed once."""
    if facts.state != "open":
        return Refusal(
            "item-not-open",
            f"{facts.request} is {facts.state_in_words.lower()} already. Refresh the page.",
        )
    return None


def every_line_is_decided(facts: ItemStepFacts) -> Refusal | None:
    """An item is closed when each of its lines has a decision; deferring is one."""
    if facts.undecided:
        return Refusal(
            "undecided-lines",
            f"{facts.request} has no decision for {', '.join(facts.undecided)}. "
            "Decide each line; deferring is a decision too.",
        )
    return None


def there_is_something_to_correct(facts: ItemStepFacts) -> Refusal | None:
    """Only decisions that were entered are corrected."""
    if not facts.has_decisions:
        return Refusal("nothing-decided", f"Nothing is decided for {facts.request} yet.")
    return None


def nothing_was_bought(facts: ItemStepFacts) -> Refusal | None:
    """What was awarded on a decision keeps it."""
    if facts.bought:
        return Refusal(
            "bought",
            f"{', '.join(facts.bought)} of {facts.request} is awarded already. "
            "Ask the commissioner first, or bring it to a later meeting.",
        )
    return None


def is_on_no_other_agenda(facts: ItemStepFacts) -> Refusal | None:
    """What was deferred and is on a later agenda is decided there."""
    if facts.elsewhere:
        return Refusal(
            "elsewhere", f"{facts.request} is on the agenda of another meeting. Decide it there."
        )
    return None


def a_reason_is_given(facts: ItemStepFacts) -> Refusal | None:
    """The minutes say why an item was reopened."""
    if not facts.reason.strip():
        return Refusal("no-reason", "Enter why the item is reopened.", field="reason")
    return None


OPEN_RULES = (meeting_is_in_progress, item_is_to_come, request_is_on_agenda)
CLOSE_RULES = (meeting_is_in_progress, item_is_open, request_is_on_agenda, every_line_is_decided)
REOPEN_RULES = (
    meeting_is_in_progress,
    there_is_something_to_correct,
    nothing_was_bought,
    is_on_no_other_agenda,
)
