"""The scheme's own limits: its term and its cap."""

from contracts.gate.facts import Limited
from mdps.core.money import gbp, gbp_short
from mdps.core.rules import Refusal
from mdps.core.words import day


def scheme_is_in_term(facts: Limited) -> Refusal | None:
    """The scheme is in term on the day.

    Its last day is allowed (CR 1, CR 2): the end of the term, extended or not, or the
    statutory end, whichever comes first.
    """
    if facts.on < facts.first_award_day:
        return Refusal(
            "before-term",
            f"The scheme is operational from {day(facts.first_award_day)}. "
            f"Nothing can be awarded on {day(facts.on)}.",
            "CR 1",
        )
    if facts.on > facts.last_award_day:
        return Refusal(
            "after-term",
            f"The last day for an {facts.act} was {day(facts.last_award_day)}. "
            "Record a spot purchase, or ask for the extension to be exercised.",
            "CR 1, CR 2",
        )
    return None


def value_is_within_cap(facts: Limited) -> Refusal | None:
    """All contracts together stay within the cap.

    The last penny may be used, a penny more may not (CR 4).
    """
    if facts.value > facts.headroom:
        return Refusal(
            "over-cap",
            f"The {facts.act} is {gbp(facts.value)} but {gbp(facts.headroom)} is left under the "
            f"{gbp_short(facts.cap)} cap. Reduce the units, or ask for value to be released.",
            "CR 4",
        )
    return None
