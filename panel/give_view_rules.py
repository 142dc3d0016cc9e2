"""When a member may say what they think of an item: pure rules of frozen facts."""

from dataclasses import dataclass

from mdps.core.rules import Refusal
from panel.models import MemberView

Opinion = MemberView.Opinion


@dataclass(frozen=True, kw_only=True)
class ViewFacts:
    """A member's view of an item; `words` may be empty for plain support."""

    request: str
    is_on_agenda: bool
    was_opened: bool
    is_barred: bool
    is_own: bool  # raised or endorsed by the member
    opinion: str
    words: str


def item_is_to_come(facts: ViewFacts) -> Refusal | None:
    """Views are given before the meeting comes to the item; then they are talked about."""
    if facts.was_opened or not facts.is_on_agenda:
        return Refusal(
            "item-open",
            f"The meeting has come to {facts.request}, so views are no longer taken. "
            "Say what you think in the meeting.",
        )
    return None


def has_no_interest(facts: ViewFacts) -> Refusal | None:
    """Whoever declared an interest gives no view."""
    if facts.is_barred:
        return Refusal(
            "barred", f"You declared an interest in {facts.request}, so you give no view on it."
        )
    return None


def is_of_somebody_else(facts: ViewFacts) -> Refusal | None:
    """Nobody judges what they raised or endorsed."""
    if facts.is_own:
        return Refusal(
            "own-request", f"You raised or endorsed {facts.request}, so you give no view on it."
        )
    return None


def opinion_is_chosen(facts: ViewFacts) -> Refusal | None:
    """Support, support with changes, do not support, or a question."""
    if facts.opinion not in Opinion:
        return Refusal("no-opinion", "Choose what you think of the request.", field="opinion")
    return None


def says_why(facts: ViewFacts) -> Refusal | None:
    """Anything but plain support has words: the change, the reason or the question."""
    if facts.opinion in Opinion and facts.opinion != Opinion.SUPPORT and not facts.words.strip():
        return Refusal(
            "no-words",
            "Enter what should change, why you do not support it, or your question.",
            field="words",
        )
    return None


RULES = (item_is_to_come, has_no_interest, is_of_somebody_else, opinion_is_chosen, says_why)
