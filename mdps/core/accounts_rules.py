"""The rules of opening and closing accounts: pure functions of the facts.

Closing takes the way in away and nothing else: what the person did keeps their name.
"""

from dataclasses import dataclass

from mdps.core.rules import Refusal


@dataclass(frozen=True, kw_only=True)
class AccountFacts:
    """`other_administrators` counts the open accounts, beside this one, that manage accounts."""

    name: str
    is_open: bool
    is_own: bool
    is_administrator: bool
    other_administrators: int


def is_open(facts: AccountFacts) -> Refusal | None:
    """Only an open account can be closed."""
    if not facts.is_open:
        return Refusal("already-closed", f"The account of {facts.name} is closed already.")
    return None


def is_closed(facts: AccountFacts) -> Refusal | None:
    """Only a closed account can be opened."""
    if facts.is_open:
        return Refusal("already-open", f"The account of {facts.name} is open already.")
    return None


def is_somebody_elses(facts: AccountFacts) -> Refusal | None:
    """Nobody closes the account they are signed in with."""
    if facts.is_own:
        return Refusal(
            "own-account",
            "This is the account you are signed in with. Ask another system administrator to "
            "close it.",
        )
    return None


def leaves_an_administrator(facts: AccountFacts) -> Refusal | None:
    """At least one open account can manage accounts; without one nobody could open any."""
    if facts.is_administrator and not facts.other_administrators:
        return Refusal(
            "last-administrator",
            f"{facts.name} is the only system administrator with an open account. Open the "
            "account of another system administrator first.",
        )
    return None


CLOSING = (is_open, is_somebody_elses, leaves_an_administrator)
OPENING = (is_closed,)
