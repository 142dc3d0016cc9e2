"""The rules of deciding an application (CR 3).

Each is a pure function of the facts.
"""

import datetime as dt
from dataclasses import dataclass

from mdps.core import words
from mdps.core.rules import Refusal
from suppliers.models import Application

State = Application.State


@dataclass(frozen=True, kw_only=True)
class Deciding:
    """What is known of the application; `admitted_until` is the last day of an admission to the
    same lot that reaches the day of the decision (date.max while it has no end), `conflict` the
    reason that the decider declared, `open_questions` how many the applicant has not answered."""

    reference: str
    state: str
    assessor: int | None
    decider: int
    on: dt.date
    assessed_on: dt.date | None = None
    failed: tuple[str, ...] = ()
    admitted_until: dt.date | None = None
    conflict: str = ""
    open_questions: int = 0


def is_assessed(facts: Deciding) -> Refusal | None:
    """Only what was assessed and is not yet decided can be decided."""
    if facts.state == State.CLARIFICATION or facts.open_questions:
        return None  # no_question_is_open says it better
    if facts.state in (State.SUBMITTED, State.UNDER_ASSESSMENT):
        message = f"{facts.reference} is not assessed yet. Its criteria have to be judged first."
    elif facts.state != State.RECOMMENDED:
        message = f"{facts.reference} is {State(facts.state).label.lower()} already."
    else:
        return None
    return Refusal("not-assessed", message, "CR 3")


def no_question_is_open(facts: Deciding) -> Refusal | None:
    """Nothing is decided while the applicant still has to answer a question."""
    if facts.state != State.CLARIFICATION and not facts.open_questions:
        return None
    return Refusal(
        "clarification-open",
        f"{facts.reference} waits for the applicant to answer "
        f"{words.count(facts.open_questions, 'question')}. Record the answer first, then finish "
        "the assessment.",
        "CR 3",
    )


def decider_has_no_conflict(facts: Deciding) -> Refusal | None:
    """Who has declared a conflict does not decide that application (reg 84)."""
    if facts.conflict:
        return Refusal(
            "conflict",
            f"You declared a conflict of interest in {facts.reference}: {facts.conflict} "
            "Another commissioning manager decides it.",
            "reg 84",
        )
    return None


def somebody_else_assessed(facts: Deciding) -> Refusal | None:
    """Two people: who assessed does not decide."""
    if facts.assessor == facts.decider:
        return Refusal(
            "own-assessment",
            f"You assessed {facts.reference}, so another commissioning manager decides it.",
            "CR 3",
        )
    return None


def decided_after_assessment(facts: Deciding) -> Refusal | None:
    """The decision is made on or after the day of the assessment."""
    if facts.assessed_on and facts.on < facts.assessed_on:
        return Refusal(
            "decided-early",
            f"{facts.reference} was assessed on {words.day(facts.assessed_on)}. "
            "It cannot be decided before that day.",
        )
    return None


def criteria_are_met(facts: Deciding) -> Refusal | None:
    """Nobody is admitted who fails a criterion of the lot."""
    if facts.failed:
        return Refusal(
            "criterion-failed",
            f"{words.count(len(facts.failed), 'criterion', 'criteria')} failed: "
            f"{words.listed(list(facts.failed))}. The application can only be rejected.",
            "CR 3",
        )
    return None


def not_admitted_on_that_day(facts: Deciding) -> Refusal | None:
    """A supplier is on a lot once at a time; the day of a removal still belongs to the old."""
    if facts.admitted_until == dt.date.max:
        return Refusal("already-admitted", "The supplier is on this lot already.", "CR 3")
    if facts.admitted_until:
        return Refusal(
            "admitted-that-day",
            f"The last admission ran until {words.day(facts.admitted_until)}. "
            "The supplier can be admitted again from the day after.",
            "CR 3",
        )
    return None


REJECT = (
    is_assessed,
    no_question_is_open,
    somebody_else_assessed,
    decider_has_no_conflict,
    decided_after_assessment,
)
ADMIT = (*REJECT, criteria_are_met, not_admitted_on_that_day)
