"""Equality monitoring (CR ¶18): who asks, who gets and who completes, in numbers only.

Telling a characteristic is voluntary for the family, and so is each number for the provider.
Nothing is asked about a single person; in the report small numbers are suppressed.
"""

from dataclasses import dataclass

from reporting.monitoring.questions import Kind, Part, Question, never

HEADING = "Equality monitoring"
PREFER_NOT = ("unsaid", "Prefer not to say")
STEPS = (("asked", "Asked"), ("received", "Received"), ("completed", "Completed"))


@dataclass(frozen=True)
class Characteristic:
    """A protected characteristic and its groups, each (key, words)."""

    slug: str
    title: str
    groups: tuple[tuple[str, str], ...]

    @property
    def part_slug(self) -> str:
        return f"equality-{self.slug}"


CHARACTERISTICS = (
    Characteristic(
        "age",
        "Age",
        (
            ("under_5", "Under 5"),
            ("5_to_10", "5 to 10"),
            ("11_to_15", "11 to 15"),
            ("16_17", "16 and 17"),
            ("adult", "18 and over"),
            PREFER_NOT,
        ),
    ),
    Characteristic(
        "sex",
        "Sex",
        (("female", "Female"), ("male", "Male"), ("other", "Another term"), PREFER_NOT),
    ),
    Characteristic(
        "ethnicity",
        "Ethnic group",
        (
            ("asian", "Asian or Asian British"),
            ("black", "Black, Black British, Caribbean or African"),
            ("mixed", "Mixed or multiple ethnic groups"),
            ("white", "White"),
            ("other", "Another ethnic group"),
            PREFER_NOT,
        ),
    ),
    Characteristic(
        "disability",
        "Disability",
        (("disabled", "Disabled"), ("not_disabled", "Not disabled"), PREFER_NOT),
    ),
)
LEAD = (
    "How many people asked for support, received it and completed it, in numbers only. Nobody has "
    "to tell: count them under “prefer not to say”. "
    "Leave empty what you do not know."
)


def key(group: str, step: str) -> str:
    """The key of one number, like `female_asked`."""
    return f"{group}_{step}"


def part_of(of: Characteristic) -> Part:
    """The page of one characteristic: three numbers for each group, all of them optional."""
    return Part(
        slug=of.part_slug,
        title=of.title,
        heading=HEADING,
        lead=LEAD,
        questions=tuple(
            Question(key=key(group, step), text=said, kind=Kind.NUMBER, needed=never, group=words)
            for group, words in of.groups
            for step, said in STEPS
        ),
    )


ACTIONS = Part(
    slug="equality-actions",
    title="What you will do",
    heading=HEADING,
    questions=(
        Question(
            key="actions",
            text="What will you do so that everybody who needs support gets and completes it?",
            hint="Say so if the numbers show nothing to do.",
            missing="Enter what you will do",
        ),
    ),
)
PARTS = (*map(part_of, CHARACTERISTICS), ACTIONS)
