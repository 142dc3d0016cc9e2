"""States: one dictionary of transitions a model, one way to move a record.

A model with states declares `TRANSITIONS: dict[State, tuple[State, ...]]`; docs/states/ shows them.
"""

from typing import TYPE_CHECKING, Any

from mdps.core import audit
from mdps.core.cases.fields import encrypted
from mdps.core.rules import Refusal, Refused

if TYPE_CHECKING:
    from mdps.core.models import User


class WrongState(Refused):
    """The record is not in a state from which this can be done, or somebody was first."""

    def __init__(self, message: str):
        super().__init__([Refusal("wrong-state", message)])


def move(record: Any, to: str, *, by: "User | None", **changes: object) -> None:
    """Move `record` to the state `to`, writing `changes` to its other fields with it.

    Compare-and-swap: the row is written only if it still is in the state that `record`
    holds, so of two people one wins and the other is told. Writes the audit line.

    Raises WrongState if the step is not in the model's TRANSITIONS or somebody was first.
    """
    was, then = record.state, type(record).State(to)
    if then not in type(record).TRANSITIONS[was]:
        raise WrongState(
            f"{audit.reference_of(record)} is {record.get_state_display().lower()}, "
            f"so it cannot become {then.label.lower()}."
        )
    changes = encrypted(record, changes)
    moved = type(record)._base_manager.filter(pk=record.pk, state=was).update(state=then, **changes)
    if not moved:
        raise WrongState(
            f"{audit.reference_of(record)} was changed while you were looking at it. "
            "Refresh the page and try again."
        )
    record.state = then
    for name, value in changes.items():
        setattr(record, name, value)
    audit.record(f"{type(record)._meta.model_name}.{then}", record, by=by, was=str(was))
