"""The rules of applying for a lot.

Each is a pure function of the facts.
"""

from dataclasses import dataclass

from mdps.core.rules import Refusal


@dataclass(frozen=True, kw_only=True)
class Applying:
    """`open_reference` is that of an application which is not decided yet, `is_on_lot` whether
    the supplier has an admission, suspended or not."""

    supplier: str
    lot: str
    statement: str
    open_reference: str = ""
    is_on_lot: bool = False


def one_open_application(facts: Applying) -> Refusal | None:
    """A supplier has one open application for a lot at a time."""
    if facts.open_reference:
        return Refusal(
            "already-applied",
            f"{facts.supplier} already has an open application for {facts.lot}: "
            f"{facts.open_reference}. It has to be decided or withdrawn first.",
            field="lot",
        )
    return None


def not_admitted_yet(facts: Applying) -> Refusal | None:
    """Somebody who is on a lot, suspended or not, does not apply for it again."""
    if facts.is_on_lot:
        return Refusal(
            "already-admitted",
            f"{facts.supplier} is on {facts.lot} already and needs no new application.",
            "CR 3",
            field="lot",
        )
    return None


def statement_is_given(facts: Applying) -> Refusal | None:
    """The application says what the supplier offers."""
    if not facts.statement.strip():
        return Refusal(
            "no-statement", "Enter what the supplier offers under this lot.", field="statement"
        )
    return None


POSSIBLE = (not_admitted_yet, one_open_application)
RULES = (*POSSIBLE, statement_is_given)
