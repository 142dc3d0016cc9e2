"""The rules of showing that a newer version of the criteria is met (CR 3).

Each is a pure function of the facts.
"""

from dataclasses import dataclass

from mdps.core.rules import Refusal


@dataclass(frozen=True, kw_only=True)
class Complying:
    """An admission and a version; `met_already` is whether it was shown or applied under."""

    name: str
    version: str
    is_removed: bool
    is_of_the_lot: bool
    has_transition: bool
    met_already: bool
    note: str


def is_on_the_lot(facts: Complying) -> Refusal | None:
    """Only a supplier who is on the lot shows that it meets the lot's version."""
    if facts.is_removed:
        return Refusal("removed", f"{facts.name} is removed, so nothing is to be shown.")
    if not facts.is_of_the_lot or not facts.has_transition:
        return Refusal("nothing-to-show", f"{facts.version} asks nothing of {facts.name}.")
    return None


def is_not_shown_yet(facts: Complying) -> Refusal | None:
    """A version is shown to be met once."""
    if facts.met_already:
        return Refusal("met-already", f"{facts.name} meets {facts.version} already.")
    return None


def note_is_given(facts: Complying) -> Refusal | None:
    """What was seen is recorded."""
    if not facts.note.strip():
        return Refusal("no-note", "Enter what was seen.", field="note")
    return None


POSSIBLE = (is_on_the_lot, is_not_shown_yet)
COMPLY = (*POSSIBLE, note_is_given)
