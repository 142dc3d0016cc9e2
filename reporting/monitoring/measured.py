"""The numbers of a return that the report sums: each by its key, in words, and for one return.

`delivery.*` are those known when the round was opened; all others are what the supplier says, and
count once it is submitted.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from reporting.models import MonitoringReturn
from reporting.monitoring.equality import CHARACTERISTICS, STEPS
from reporting.monitoring.equality import key as key_of
from reporting.monitoring.questions import KEPT, MET

DELIVERY = (
    ("ordered", "Units ordered"),
    ("delivered_in_period", "Units delivered in the half year"),
    ("missed", "Appointments missed"),
    ("on_time", "Packages started on time"),
    ("late", "Packages started late or not"),
    ("at_the_card", "Packages at the price of the card"),
    ("below_the_card", "Packages below the price of the card"),
    ("above_the_card", "Packages above the price of the card"),
)
OUTCOMES = (
    ("achieved", "Outcome achieved"),
    ("partly", "Outcome partly achieved"),
    ("not_achieved", "Outcome not achieved"),
)
SAFETY = (
    ("concerns", "Concerns about a child"),
    ("referred", "Concerns referred to the council"),
    ("complaints", "Complaints received"),
    ("upheld", "Complaints upheld"),
)
ANSWERS = {
    "concerns": ("safeguarding", "concerns"),
    "referred": ("safeguarding", "referred"),
    "complaints": ("complaints", "received"),
    "upheld": ("complaints", "upheld"),
}
LOTS = (1, 2, 3)


@dataclass(frozen=True)
class Measure:
    """`number` is that of one return; `known` ones need no answer of the supplier."""

    words: str
    number: Callable[[MonitoringReturn], int]
    known: bool = False


@cache
def measures() -> dict[str, Measure]:
    """All of them, by their keys."""
    return {
        **{f"delivery.{name}": Measure(words, _total(name), True) for name, words in DELIVERY},
        **{f"outcomes.{name}": _answer(words, "outcomes", name) for name, words in OUTCOMES},
        **{f"safety.{name}": _answer(words, *ANSWERS[name]) for name, words in SAFETY},
        **{
            f"standards.{lot}.{name}": Measure(
                f"Standards of Lot {lot}: {words.lower()}", _standards(lot, name)
            )
            for lot in LOTS
            for name, words in MET
        },
        **{
            f"kept.{name}": Measure(f"Commitment: {words.lower()}", _kept(name))
            for name, words in KEPT
        },
        **{
            f"equality.{of.slug}.{group}.{step}": _answer(
                f"{of.title}, {words}: {said.lower()}", of.part_slug, key_of(group, step)
            )
            for of in CHARACTERISTICS
            for group, words in of.groups
            for step, said in STEPS
        },
    }


def _total(name: str) -> Callable[[MonitoringReturn], int]:
    return lambda of: of.figures["totals"][name]


def _answer(words: str, part: str, name: str) -> Measure:
    return Measure(words, lambda of: of.answers.get(part, {}).get(name) or 0)


def _standards(lot: int, name: str) -> Callable[[MonitoringReturn], int]:
    def number(of: MonitoringReturn) -> int:
        asked = [each for each in of.figures["standards"] if each["lot"] == lot]
        given = of.answers.get(f"standards-{lot}", {})
        clauses = (clause["number"] for each in asked for clause in each["clauses"])
        return sum(given.get(f"standard_{clause}") == name for clause in clauses)

    return number


def _kept(name: str) -> Callable[[MonitoringReturn], int]:
    return lambda of: int(of.answers.get("social-value", {}).get("kept") == name)
