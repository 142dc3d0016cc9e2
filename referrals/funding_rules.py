"""How a request may be split over budgets. Pure: no database, nothing raised."""

from collections.abc import Mapping
from dataclasses import dataclass

from mdps.core.rules import Refusal
from referrals.models import FundingSource


@dataclass(frozen=True)
class Split:
    """Whole percent of each budget, by FundingSource."""

    percent: Mapping[str, int]


def is_percent(facts: Split) -> Refusal | None:
    """Each part is from 0% to 100%."""
    wrong = [source for source, part in facts.percent.items() if not 0 <= part <= 100]
    if not wrong:
        return None
    return Refusal("not-percent", "Enter a whole number from 0 to 100", field=wrong[0])


def adds_up(facts: Split) -> Refusal | None:
    """The parts add up to 100%."""
    total = sum(facts.percent.values())
    if total == 100:
        return None
    return Refusal(
        "not-100",
        f"The parts add up to {total}%. They must add up to 100%.",
        field=next(iter(facts.percent), FundingSource.SECTION_17),
    )


RULES = (is_percent, adds_up)
