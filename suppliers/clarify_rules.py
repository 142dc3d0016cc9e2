"""The rules of asking a supplier about its application, and of answering.

Each is a pure function of the facts.
"""

import datetime as dt
from dataclasses import dataclass

from mdps.core import words
from mdps.core.rules import Refusal
from suppliers.models import Application

State = Application.State


@dataclass(frozen=True, kw_only=True)
class Asking:
    """A question about an application, on the day `on`; `answer_by` is the last day for its answer.

    `is_of_its_version` is whether the criterion it is about is one that the application is judged
    by; True where it is about the whole.
    """

    reference: str
    state: str
    question: str
    on: dt.date | None = None
    answer_by: dt.date | None = None
    is_of_its_version: bool = True


@dataclass(frozen=True, kw_only=True)
class Answering:
    """An answer on the day `on`; `answered_on` is the day of one that was given already."""

    reference: str
    state: str
    answer: str
    answered_on: dt.date | None
    asked_on: dt.date | None = None
    on: dt.date | None = None


def is_being_assessed(facts: Asking) -> Refusal | None:
    """Questions are asked while the application is assessed."""
    if facts.state in (State.UNDER_ASSESSMENT, State.CLARIFICATION):
        return None
    return Refusal(
        "not-being-assessed",
        f"{facts.reference} is {State(facts.state).label.lower()}. Questions are asked while it "
        "is assessed: start the assessment first.",
    )


def question_is_given(facts: Asking) -> Refusal | None:
    """There is a question."""
    if facts.question.strip():
        return None
    return Refusal("no-question", "Enter the question.", field="question")


def answer_is_expected_later(facts: Asking) -> Refusal | None:
    """The supplier has until the day of the question or a later one."""
    if facts.on and facts.answer_by and facts.answer_by < facts.on:
        return Refusal(
            "answer-in-the-past",
            f"{words.day(facts.answer_by)} is over. Enter {words.day(facts.on)} or a later day.",
            field="answer_by",
        )
    return None


def criterion_is_of_its_version(facts: Asking) -> Refusal | None:
    """A question is about a criterion by which the application is judged, or about the whole."""
    if facts.is_of_its_version:
        return None
    return Refusal("not-a-criterion", "Select a criterion of this application.", field="criterion")


def waits_for_an_answer(facts: Answering) -> Refusal | None:
    """A question is answered once, while the application is open."""
    if facts.answered_on:
        return Refusal(
            "answered",
            f"This question was answered on {words.day(facts.answered_on)}. It cannot be answered "
            "again.",
        )
    if facts.state != State.CLARIFICATION:
        return Refusal(
            "not-waiting",
            f"{facts.reference} is {State(facts.state).label.lower()} and waits for no answer.",
        )
    return None


def answer_is_given(facts: Answering) -> Refusal | None:
    """There is an answer."""
    if facts.answer.strip():
        return None
    return Refusal("no-answer", "Enter your answer.", field="answer")


def not_before_the_question(facts: Answering) -> Refusal | None:
    """An answer comes on the day of the question or later."""
    if facts.on and facts.asked_on and facts.on < facts.asked_on:
        return Refusal(
            "answered-early",
            f"The question was asked on {words.day(facts.asked_on)}. It cannot be answered before "
            "that day.",
        )
    return None


ASK = (
    is_being_assessed,
    question_is_given,
    answer_is_expected_later,
    criterion_is_of_its_version,
)
ANSWER = (waits_for_an_answer, answer_is_given, not_before_the_question)
