"""What everybody who applies is asked once, whatever the lots: the parts of the application.

The wording may change with any release, since each submission keeps the questions as they were
asked. A key never changes its meaning. Who works alone is not asked about staff.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from suppliers.models import Supplier

Kind = Supplier.Kind
ALONE = frozenset({Kind.SOLE_TRADER.value})
LONGEST = 3000


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question. `lines` is the height of its box; 1 is a single line."""

    key: str
    text: str
    missing: str
    hint: str = ""
    lines: int = 4
    not_asked_of: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Part:
    """Questions of one page. `alone` is what somebody who works alone reads about it; `covers`
    are the selection criteria, by their text, that its answers are the answer to on every lot."""

    slug: str
    title: str
    questions: tuple[Question, ...]
    alone: str = ""
    covers: tuple[str, ...] = ()


SAFEGUARDING = Part(
    slug="safeguarding",
    title="Safeguarding children",
    covers=("Safeguarding",),
    alone="You work alone, so we ask nothing about a safeguarding lead, staff or their training.",
    questions=(
        Question(
            key="safeguarding_lead",
            text="Who is your safeguarding lead?",
            hint="Name and role.",
            missing="Enter the name and role of your safeguarding lead",
            lines=1,
            not_asked_of=ALONE,
        ),
        Question(
            key="safeguarding_concern",
            text="What do you do when you are worried about a child?",
            hint="Whom you tell, how soon, and what you write down.",
            missing="Enter what you do when you are worried about a child",
        ),
        Question(
            key="safeguarding_training",
            text="When was your last safeguarding training, and at which level?",
            missing="Enter when your last safeguarding training was, and its level",
            lines=1,
        ),
        Question(
            key="safer_recruitment",
            text="How do you recruit, check and supervise the people who work with children?",
            missing="Enter how you recruit, check and supervise your people",
            not_asked_of=ALONE,
        ),
    ),
)
INSURANCE = Part(
    slug="insurance",
    title="Insurance and data protection",
    covers=("Insurance", "Data protection"),
    alone="You work alone, so you need no employers’ liability insurance and are not asked for it.",
    questions=(
        Question(
            key="public_liability",
            text="What is your public liability insurance?",
            hint="Insurer and amount of cover, like “Example Mutual, £5 million”.",
            missing="Enter the insurer and the amount of your public liability insurance",
            lines=1,
        ),
        Question(
            key="indemnity",
            text="What is your professional indemnity insurance?",
            hint="Insurer and amount of cover.",
            missing="Enter the insurer and the amount of your professional indemnity insurance",
            lines=1,
        ),
        Question(
            key="employers_liability",
            text="What is your employers’ liability insurance?",
            hint="Insurer and amount of cover. At least £5 million is required by law.",
            missing="Enter the insurer and the amount of your employers’ liability insurance",
            lines=1,
            not_asked_of=ALONE,
        ),
        Question(
            key="ico_number",
            text="What is your registration number with the Information Commissioner?",
            hint="Like ZA123456. You need one because you hold personal data about families.",
            missing="Enter your registration number with the Information Commissioner",
            lines=1,
        ),
        Question(
            key="data_protection",
            text="How do you keep what you hold about children and families safe?",
            missing="Enter how you keep personal data safe",
        ),
    ),
)
PEOPLE = Part(
    slug="people",
    title="Your people and policies",
    questions=(
        Question(
            key="people",
            text="How many people would deliver the services, and what are their qualifications?",
            missing="Enter how many people would deliver the services, and their qualifications",
            not_asked_of=ALONE,
        ),
        Question(
            key="modern_slavery",
            text="How do you make sure that nobody is exploited by you or your suppliers?",
            missing="Enter how you make sure that nobody is exploited",
            not_asked_of=ALONE,
        ),
        Question(
            key="equality_policy",
            text="How do you treat staff and families fairly, whoever they are?",
            missing="Enter how you treat staff and families fairly",
            not_asked_of=ALONE,
        ),
    ),
)
QUALITY = Part(
    slug="quality",
    title="Quality and references",
    questions=(
        Question(
            key="complaints",
            text="What do you do when a family complains?",
            missing="Enter what you do when a family complains",
        ),
        Question(
            key="cover",
            text="What happens to a family’s appointments when you are ill?",
            missing="Enter what happens to appointments when you are ill",
        ),
        Question(
            key="first_reference",
            text="First reference",
            hint="Name, organisation, e-mail address, and what you did for them.",
            missing="Enter your first reference",
            lines=3,
        ),
        Question(
            key="second_reference",
            text="Second reference",
            hint="Somebody from another organisation.",
            missing="Enter your second reference",
            lines=3,
        ),
    ),
)
SOCIAL_VALUE = Part(
    slug="social-value",
    title="Social value",
    alone="A small commitment counts. It need not cost money.",
    questions=(
        Question(
            key="social_value",
            text="What would you do for our county beyond the services themselves?",
            hint="For example local placements, apprenticeships, volunteering or shorter journeys.",
            missing="Enter what you would do beyond the services themselves",
        ),
    ),
)
PARTS = (SAFEGUARDING, INSURANCE, PEOPLE, QUALITY, SOCIAL_VALUE)
COVERED = {text: part.slug for part in PARTS for text in part.covers}


def parts_for(kind: str) -> list[Part]:
    """The parts with what a supplier of this kind is asked; none without a question."""
    asked = [
        replace(
            part,
            alone=part.alone if kind in ALONE else "",
            questions=tuple(each for each in part.questions if kind not in each.not_asked_of),
        )
        for part in PARTS
    ]
    return [part for part in asked if part.questions]


def unanswered(part: Part, answers: Mapping[str, str]) -> list[Question]:
    """The questions of `part` that have no answer yet."""
    return [each for each in part.questions if not answers.get(each.key, "").strip()]


def in_words(part: Part, answers: Mapping[str, str]) -> list[tuple[str, str]]:
    """Each question of `part` with its answer, as a submission keeps them."""
    return [(each.text, answers.get(each.key, "")) for each in part.questions]
