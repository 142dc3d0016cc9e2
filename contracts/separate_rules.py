"""The rules of recording why contracts of the same child and supplier are separate."""

from dataclasses import dataclass
from decimal import Decimal

from mdps.core.rules import Refusal


@dataclass(frozen=True, kw_only=True)
class Separating:
    """A proposed contract of `highest_value` against `count` others that count together with it."""

    supplier: str
    highest_value: Decimal
    count: int
    reasons: str
    officer_raised_request: bool


def there_is_something_to_separate(facts: Separating) -> Refusal | None:
    """There are contracts of the same child and supplier that would count together."""
    if facts.count:
        return None
    return Refusal(
        "nothing-near",
        f"{facts.supplier} has no other contract for the same child that would count together "
        "with this one. Nothing needs to be recorded.",
        "CR 4",
    )


def is_of_a_value(facts: Separating) -> Refusal | None:
    """The proposed contract has a value."""
    if facts.highest_value > 0:
        return None
    return Refusal("no-value", "Enter a value above £0.00.", field="highest_value")


def separateness_says_why(facts: Separating) -> Refusal | None:
    """It says why they are separate."""
    if facts.reasons.strip():
        return None
    return Refusal("no-reasons", "Enter why these are separate.", "CR 4", field="reasons")


def separator_did_not_raise_request(facts: Separating) -> Refusal | None:
    """Who records it did not raise the request."""
    if not facts.officer_raised_request:
        return None
    return Refusal(
        "own-request", "You raised this request, so somebody else has to record it.", "CR ¶6"
    )


RULES = (
    there_is_something_to_separate,
    is_of_a_value,
    separateness_says_why,
    separator_did_not_raise_request,
)
