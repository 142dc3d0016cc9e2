"""When an account may act for a supplier, and when that can be taken away.

Pure rules of frozen facts.
"""

from dataclasses import dataclass

from mdps.core.rules import Refusal


@dataclass(frozen=True, kw_only=True)
class GiveFacts:
    """An account that is to act for a supplier; `acts_for` is the one it acts for, if any."""

    person: str
    is_open: bool
    is_provider: bool
    acts_for: str


@dataclass(frozen=True, kw_only=True)
class TakeFacts:
    """An account that is to act for `supplier` no longer."""

    person: str
    supplier: str
    acts_for_it: bool


def account_is_open(facts: GiveFacts) -> Refusal | None:
    """Nobody acts for a supplier with a closed account."""
    if not facts.is_open:
        return Refusal(
            "account-closed",
            f"The account of {facts.person} is closed. A system administrator can open it again.",
            field="account",
        )
    return None


def account_is_a_providers(facts: GiveFacts) -> Refusal | None:
    """Only the role of provider acts for a supplier."""
    if not facts.is_provider:
        return Refusal(
            "not-a-provider",
            f"{facts.person} does not hold the role of provider. Choose an account that does.",
            field="account",
        )
    return None


def account_is_free(facts: GiveFacts) -> Refusal | None:
    """One account acts for one supplier."""
    if facts.acts_for:
        return Refusal(
            "acts-already",
            f"{facts.person} acts for {facts.acts_for} already. Take that access away first, "
            "or choose another account.",
            field="account",
        )
    return None


def account_acts_for_it(facts: TakeFacts) -> Refusal | None:
    """Access is taken from those who have it."""
    if not facts.acts_for_it:
        return Refusal(
            "acts-no-longer",
            f"{facts.person} does not act for {facts.supplier}. Somebody else took it away.",
        )
    return None


def somebody_is_free(free: int) -> Refusal | None:
    """There is an open provider account that acts for nobody."""
    if not free:
        return Refusal(
            "nobody-free",
            "Every open account with the role of provider acts for a supplier. "
            "Ask a system administrator to add one.",
        )
    return None


GIVE_RULES = (account_is_open, account_is_a_providers, account_is_free)
TAKE_RULES = (account_acts_for_it,)
