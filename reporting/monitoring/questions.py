"""What a return is asked, in sections of one page each. The wording may change with any release.

A key never changes its meaning: what was answered is read by it for ever. Only what applies is
asked: `reporting.monitoring.asked` chooses by the figures of the return.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Answers = Mapping[str, Any]

LONGEST = 3000
MOST = 100_000
NOTHING_ABOUT_A_CHILD = "Write nothing that points to a child or a family."


class Kind(StrEnum):
    """How a question is answered."""

    TEXT = "text"
    NUMBER = "number"
    CHOICE = "choice"


def always(answers: Answers) -> bool:
    """Needed whatever else is answered."""
    return True


def never(answers: Answers) -> bool:
    """May be left empty."""
    return False


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question. `needed` says from the other answers of its section whether it must be
    answered. `lines` is the height of a text's box; `choices` are (key, words)."""

    key: str
    text: str
    missing: str = ""
    hint: str = ""
    kind: Kind = Kind.TEXT
    lines: int = 5
    choices: tuple[tuple[str, str], ...] = ()
    needed: Callable[[Answers], bool] = always
    group: str = ""


@dataclass(frozen=True, kw_only=True)
class Part:
    """The questions of one page, under a heading of the task list."""

    slug: str
    title: str
    heading: str
    questions: tuple[Question, ...]
    lead: str = ""


def unanswered(part: Part, answers: Answers) -> list[Question]:
    """The needed questions of `part` that have no answer yet."""
    return [
        each
        for each in part.questions
        if each.needed(answers) and answers.get(each.key) in (None, "")
    ]


def is_complete(part: Part, answers: Mapping[str, Answers]) -> bool:
    """Whether the part was saved with everything that it needs."""
    return part.slug in answers and not unanswered(part, answers[part.slug])


def number(key: str, text: str, missing: str, **more: Any) -> Question:
    """A question for a whole number from nought on."""
    return Question(key=key, text=text, missing=missing, kind=Kind.NUMBER, **more)


def _some(key: str) -> Callable[[Answers], bool]:
    return lambda answers: bool(answers.get(key))


NARRATIVE = Part(
    slug="narrative",
    title="How the half year went",
    heading="Your work",
    lead=NOTHING_ABOUT_A_CHILD,
    questions=(
        Question(
            key="went",
            text="How did the half year go?",
            hint="What went well, and what did not.",
            missing="Enter how the half year went",
        ),
        Question(
            key="changes",
            text="What will you do differently?",
            missing="Enter what you will do differently",
        ),
    ),
)
OUTCOMES = Part(
    slug="outcomes",
    title="Outcomes",
    heading="Your work",
    questions=(
        number("achieved", "Outcome achieved", "Enter how many achieved their outcome"),
        number("partly", "Outcome partly achieved", "Enter how many achieved it partly"),
        number("not_achieved", "Outcome not achieved", "Enter how many did not achieve it"),
        Question(
            key="gained",
            text="What did families gain, and how do you know?",
            hint=NOTHING_ABOUT_A_CHILD,
            missing="Enter what families gained",
        ),
    ),
)
SAFEGUARDING = Part(
    slug="safeguarding",
    title="Safeguarding",
    heading="Safety and quality",
    questions=(
        number(
            "concerns",
            "How many concerns about a child did you have?",
            "Enter how many concerns you had. Enter 0 if there was none",
        ),
        number(
            "referred",
            "How many of them did you refer to the council?",
            "Enter how many you referred to the council",
            needed=_some("concerns"),
        ),
        Question(
            key="learnt",
            text="What did you learn from them?",
            hint=NOTHING_ABOUT_A_CHILD,
            missing="Enter what you learnt from them",
            needed=_some("concerns"),
        ),
    ),
)
COMPLAINTS = Part(
    slug="complaints",
    title="Complaints",
    heading="Safety and quality",
    questions=(
        number(
            "received",
            "How many complaints did you receive?",
            "Enter how many complaints you received. Enter 0 if there was none",
        ),
        number(
            "upheld",
            "How many of them were upheld?",
            "Enter how many complaints were upheld",
            needed=_some("received"),
        ),
        Question(
            key="done",
            text="What did you do about them?",
            hint=NOTHING_ABOUT_A_CHILD,
            missing="Enter what you did about the complaints",
            needed=_some("received"),
        ),
    ),
)
STAFFING = Part(
    slug="staffing",
    title="Staffing",
    heading="Your people",
    questions=(
        number("people", "How many people delivered the services?", "Enter how many people"),
        number("left", "How many of them left?", "Enter how many left. Enter 0 if nobody did"),
        number("vacancies", "How many posts are vacant?", "Enter how many posts are vacant"),
        Question(
            key="training",
            text="How do you keep training, supervision and DBS checks up to date?",
            missing="Enter how you keep training, supervision and checks up to date",
        ),
    ),
)
ALONE = Part(
    slug="alone",
    title="Training and cover",
    heading="About you",
    lead="You work alone, so we ask nothing about staff.",
    questions=(
        Question(
            key="training",
            text="When was your last safeguarding training, and your last DBS check?",
            missing="Enter when your last training and check were",
            lines=2,
        ),
        Question(
            key="cover",
            text="What happened to appointments when you could not come?",
            missing="Enter what happened to appointments when you could not come",
        ),
    ),
)
KEPT = (("kept", "Kept"), ("partly", "Partly kept"), ("not_yet", "Not yet"))
SOCIAL_VALUE = Part(
    slug="social-value",
    title="Social value",
    heading="Beyond the services",
    questions=(
        Question(
            key="kept",
            text="Did you keep what you committed yourself to?",
            missing="Select whether you kept your commitment",
            kind=Kind.CHOICE,
            choices=KEPT,
        ),
        Question(
            key="delivered",
            text="What did you do for our county beyond the services?",
            hint="For example placements, volunteering, local jobs or shorter journeys.",
            missing="Enter what you did beyond the services",
        ),
    ),
)
MET = (("met", "Met"), ("partly", "Partly met"), ("not_met", "Not met"))
