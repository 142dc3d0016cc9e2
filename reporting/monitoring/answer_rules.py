"""When the answers of a part can be saved. Pure: nothing is read, nothing raised.

What is left empty may wait; what is said must be possible.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mdps.core.rules import Refusal
from mdps.core.words import count
from reporting.models import MonitoringReturn
from reporting.monitoring.equality import CHARACTERISTICS, key

State = MonitoringReturn.State


@dataclass(frozen=True, kw_only=True)
class Answering:
    """The answers given to the part `slug` of a return in `state`, of a supplier of which `ended`
    packages ended in the half year."""

    reference: str
    state: str
    slug: str
    given: Mapping[str, Any]
    ended: int


def is_with_the_provider(facts: Answering) -> Refusal | None:
    """A return is written while it is with the provider, not after it was submitted."""
    if facts.state in MonitoringReturn.WITH_PROVIDER:
        return None
    return Refusal(
        "not-open",
        f"{facts.reference} is {State(facts.state).label.lower()}, so its answers cannot be "
        "changed. Ask the council to send it back.",
    )


def outcomes_come_to_the_ended(facts: Answering) -> Refusal | None:
    """The outcomes add up to the packages that ended."""
    numbers = [facts.given.get(name) for name in ("achieved", "partly", "not_achieved")]
    if facts.slug != "outcomes" or None in numbers:
        return None
    said = sum(numbers)  # type: ignore[arg-type]
    if said == facts.ended:
        return None
    return Refusal(
        "outcomes",
        f"The three numbers come to {said}, but {count(facts.ended, 'package')} ended in the "
        "half year. Change one of them.",
        field="achieved",
    )


def referred_are_concerns(facts: Answering) -> Refusal | None:
    """Not more concerns are referred than there were."""
    return _at_most(facts, "safeguarding", "referred", "concerns", "referred", "concern")


def upheld_are_received(facts: Answering) -> Refusal | None:
    """Not more complaints are upheld than were received."""
    return _at_most(facts, "complaints", "upheld", "received", "upheld", "complaint")


def leavers_are_people(facts: Answering) -> Refusal | None:
    """Not more people left than delivered the services."""
    return _at_most(facts, "staffing", "left", "people", "left", "person")


def completed_were_received(facts: Answering) -> Refusal | None:
    """Of no group more people completed support than received it."""
    for each in CHARACTERISTICS:
        if each.part_slug != facts.slug:
            continue
        for group, words in each.groups:
            done = facts.given.get(key(group, "completed"))
            got = facts.given.get(key(group, "received"))
            if done is not None and done > (got or 0):
                return Refusal(
                    "completed",
                    f"{words}: {done} completed support, but {got or 0} received it. Change one "
                    "of them.",
                    field=key(group, "completed"),
                )
    return None


def _at_most(
    facts: Answering, slug: str, part: str, whole: str, said: str, thing: str
) -> Refusal | None:
    fewer, all_of = facts.given.get(part), facts.given.get(whole)
    if facts.slug != slug or fewer is None or fewer <= (all_of or 0):
        return None
    there = count(all_of or 0, thing, "people" if thing == "person" else "")
    return Refusal(part, f"{fewer} {said}, but there were {there}. Change one of them.", field=part)


RULES = (
    is_with_the_provider,
    outcomes_come_to_the_ended,
    referred_are_concerns,
    upheld_are_received,
    leavers_are_people,
    completed_were_received,
)
