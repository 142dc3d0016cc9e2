"""What becomes of each row: done through the real action, known already, or refused.

The dry run is the import itself, rolled back, so that it cannot say anything else. An import is
kept as a whole or not at all.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction

from mdps.core.imports.sheets import Line
from mdps.core.rules import Refusal, Refused


class Outcome(StrEnum):
    NEW = "To be imported"
    KNOWN = "There already"
    REFUSED = "Refused"


class Known(Exception):
    """The row was imported before, and is the same; the message says as what."""


@dataclass(frozen=True)
class Fate:
    """What becomes of the row `number`; `words` say as what, or why not."""

    number: int
    outcome: Outcome
    words: tuple[str, ...]


@transaction.atomic
def run(
    lines: Iterable[Line],
    act: Callable[[Line], str],
    *,
    headings: Mapping[str, str] | None = None,
    keep: bool,
) -> list[Fate]:
    """Do `act` for each of `lines`, in their order, in one transaction; `act` says what it made.

    It raises Refused, or Known. With `keep` nothing stays unless no row is refused: then Refused
    is raised, with the number of each row. Without `keep` nothing stays. `headings` say in which
    column a refusal at a field of the act stands.
    """
    fates = [_fate(line, act, headings or {}) for line in lines]
    if not keep:
        transaction.set_rollback(True)
    elif refused := [each for each in fates if each.outcome == Outcome.REFUSED]:
        raise Refused(
            Refusal("row-refused", f"Row {each.number}: {' '.join(each.words)}") for each in refused
        )
    return fates


def _fate(line: Line, act: Callable[[Line], str], headings: Mapping[str, str]) -> Fate:
    try:
        with transaction.atomic():
            return Fate(line.number, Outcome.NEW, (act(line),))
    except Known as known:
        return Fate(line.number, Outcome.KNOWN, (str(known),))
    except Refused as refused:
        said = tuple(_said(each, headings.get(each.field, "")) for each in refused.refusals)
        return Fate(line.number, Outcome.REFUSED, said)


def _said(refusal: Refusal, heading: str) -> str:
    return f"{heading}: {refusal.message}" if heading else refusal.message
