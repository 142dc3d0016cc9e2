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
    """A question about an application."""

    reference: str
    state: str
    question: str


@dataclass(frozen=True, kw_only=True)
class Answering:
    """An answer; `answered_on` is the day of one that was given already."""

    reference: str
    state: str
    answer: str
    answered_on: dt.date | None


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


ASK = (is_being_assessed, question_is_given)
ANSWER = (waits_for_an_answer, answer_is_given)
