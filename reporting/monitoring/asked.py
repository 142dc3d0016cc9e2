"""Which parts a return is asked: only those that apply to its supplier, by its frozen figures."""

from dataclasses import replace
from typing import Any

from mdps.core.words import count
from reporting.monitoring import equality
from reporting.monitoring.questions import (
    ALONE,
    COMPLAINTS,
    MET,
    NARRATIVE,
    OUTCOMES,
    SAFEGUARDING,
    SOCIAL_VALUE,
    STAFFING,
    Answers,
    Kind,
    Part,
    Question,
)


def parts_of(figures: dict[str, Any]) -> list[Part]:
    """The parts, in the order of the task list.

    Outcomes are asked of ended packages, standards of the supplier's lots; who works alone is not
    asked about staff.
    """
    return [
        NARRATIVE,
        *([outcomes(figures)] * bool(figures["totals"]["ended"])),
        SAFEGUARDING,
        COMPLAINTS,
        *(standards(each) for each in figures["standards"] if each["clauses"]),
        ALONE if figures["alone"] else STAFFING,
        social_value(figures),
        *equality.PARTS,
    ]


def outcomes(figures: dict[str, Any]) -> Part:
    """How the ended packages came out; the numbers come to as many as ended."""
    ended = count(figures["totals"]["ended"], "package")
    return replace(
        OUTCOMES, lead=f"{ended} of yours ended in the half year. The three numbers add up to that."
    )


def social_value(figures: dict[str, Any]) -> Part:
    """What was done of what the supplier committed itself to; without a commitment only what was
    done."""
    if said := figures["commitment"]:
        return replace(SOCIAL_VALUE, lead=f"In your application you said: “{said}”")
    return replace(
        SOCIAL_VALUE,
        lead="We have no commitment of yours on record.",
        questions=SOCIAL_VALUE.questions[1:],
    )


def standards(of: dict[str, Any]) -> Part:
    """Each minimum service standard of a lot: met, partly or not, and then what is missing."""
    return Part(
        slug=f"standards-{of['lot']}",
        title=f"Minimum service standards of Lot {of['lot']}",
        heading="Safety and quality",
        lead=f"Version {of['version']}, in force at the end of the half year.",
        questions=tuple(question for clause in of["clauses"] for question in _of_standard(clause)),
    )


def _of_standard(clause: dict[str, Any]) -> tuple[Question, Question]:
    number = clause["number"]

    def falls_short(answers: Answers) -> bool:
        return answers.get(f"standard_{number}") in ("partly", "not_met")

    return (
        Question(
            key=f"standard_{number}",
            text=clause["heading"],
            hint=clause["text"],
            missing=f"Select whether “{clause['heading']}” was met",
            kind=Kind.CHOICE,
            choices=MET,
        ),
        Question(
            key=f"short_{number}",
            text="If not met: what is missing, and when will it be met?",
            missing=f"Enter what is missing of “{clause['heading']}”",
            lines=2,
            needed=falls_short,
        ),
    )


def in_words(question: Question, answers: Answers) -> str:
    """The answer as people read it; nothing where there is none."""
    given = answers.get(question.key)
    if given is None:
        return ""
    if question.kind is Kind.CHOICE:
        return dict(question.choices).get(given) or str(given)
    return f"{given:,}" if question.kind is Kind.NUMBER else str(given)
