"""The rules of submitting applications.

Each is a pure function of the facts.
"""

from dataclasses import dataclass

from mdps.core import words
from mdps.core.rules import Refusal


@dataclass(frozen=True, kw_only=True)
class Submitting:
    """What is to be submitted. `missing` is part -> how many of its questions have no answer;
    `unexplained` are declared grounds without self-cleaning."""

    lots: tuple[str, ...]
    missing: dict[str, int]
    grounds_declared: bool
    unexplained: tuple[str, ...] = ()
    declared: bool = False


@dataclass(frozen=True, kw_only=True)
class LotSubmitting:
    """What is said about one lot."""

    lot: str
    has_statement: bool
    unanswered: tuple[str, ...]
    has_price: bool


def some_lot(facts: Submitting) -> Refusal | None:
    """An application is for at least one lot."""
    if not facts.lots:
        return Refusal("no-lot", "Choose at least one lot first.")
    return None


def every_part_is_answered(facts: Submitting) -> Refusal | None:
    """Every question that is asked of the supplier has an answer."""
    if not any(facts.missing.values()):
        return None
    said = [
        f"{title} ({words.count(count, 'question')})"
        for title, count in facts.missing.items()
        if count
    ]
    return Refusal("unanswered", f"Some questions have no answer yet: {words.listed(said)}.")


def grounds_are_declared(facts: Submitting) -> Refusal | None:
    """The exclusion grounds are declared, and explained where one applies (reg 57)."""
    if not facts.grounds_declared:
        return Refusal("grounds", "Declare whether any exclusion ground applies.", "reg 57")
    if facts.unexplained:
        return Refusal(
            "unexplained",
            f"Say what you have done since about {words.listed(list(facts.unexplained))}.",
            "reg 57",
        )
    return None


def is_declared(facts: Submitting) -> Refusal | None:
    """Whoever submits declares that it is true and that they may."""
    if not facts.declared:
        return Refusal(
            "not-declared",
            "Tick the box to declare that the answers are true and that you may submit them.",
            field="declared",
        )
    return None


def lot_is_described(facts: LotSubmitting) -> Refusal | None:
    """Each lot has a statement and an answer to each of its criteria (CR 3)."""
    if not facts.has_statement:
        return Refusal("no-statement", f"Say what you offer under {facts.lot}.", "CR 3")
    if facts.unanswered:
        return Refusal(
            "criteria",
            f"Say how you meet the criteria of {facts.lot}: "
            f"{words.listed(list(facts.unanswered))}.",
            "CR 3",
        )
    return None


def lot_has_a_price(facts: LotSubmitting) -> Refusal | None:
    """Each lot has the price of at least one service."""
    if not facts.has_price:
        return Refusal("no-price", f"Enter the price of at least one service of {facts.lot}.")
    return None


POSSIBLE = (some_lot, every_part_is_answered, grounds_are_declared)
SUBMIT = (*POSSIBLE, is_declared)
LOT = (lot_is_described, lot_has_a_price)
