"""What one version changes of another: rows are the same where their headings are."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from lots.version_rules import Text


class _Kind(StrEnum):
    SAME = "same"
    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True)
class Change:
    """What becomes of one row; `old` is None of a new one, `new` of one that is taken out."""

    Kind = _Kind

    kind: _Kind
    old: Text | None
    new: Text | None


def compare(old: Sequence[Text], new: Sequence[Text]) -> list[Change]:
    """Every row of `new` in its order, then those of `old` that are gone.

    A row with another heading is a new one. That it has another number alone is no change.
    """
    before = {row.heading: row for row in old}
    changes = [_change(before.get(row.heading), row) for row in new]
    kept = {row.heading for row in new}
    gone = [Change(_Kind.GONE, row, None) for row in old if row.heading not in kept]
    return [*changes, *gone]


def _change(old: Text | None, new: Text) -> Change:
    if old is None:
        return Change(_Kind.NEW, None, new)
    same = replace(old, number=new.number) == new
    return Change(_Kind.SAME if same else _Kind.CHANGED, old, new)
