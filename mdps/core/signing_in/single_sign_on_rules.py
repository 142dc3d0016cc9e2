"""Who may come in by the council's single sign-on: pure rules of frozen facts."""

from dataclasses import dataclass

from mdps.core.roles import RoleKey
from mdps.core.rules import Refusal


@dataclass(frozen=True, kw_only=True)
class SignOnFacts:
    """`address_is_theirs`: the council's service does not say that the address is unconfirmed."""

    is_found: bool
    is_open: bool
    roles: tuple[str, ...]
    address_is_theirs: bool
    is_linked_to_another: bool


def has_an_open_account(facts: SignOnFacts) -> Refusal | None:
    """There is one open account here with the e-mail address of the council account."""
    if not (facts.is_found and facts.is_open and facts.address_is_theirs):
        return Refusal(
            "no-account",
            "There is no open account here for your council account. Ask a system administrator "
            "to add one with the same e-mail address.",
        )
    return None


def is_of_the_council(facts: SignOnFacts) -> Refusal | None:
    """Only the council's own people come in by it; providers never."""
    if RoleKey.PROVIDER.value in facts.roles:
        return Refusal(
            "a-provider",
            "Providers sign in with their user name and password, not with a council account.",
        )
    return None


def is_linked_once(facts: SignOnFacts) -> Refusal | None:
    """One account is linked to one council account."""
    if facts.is_linked_to_another:
        return Refusal(
            "linked-already",
            "Another council account was linked to your account here before. Ask a system "
            "administrator.",
        )
    return None


SIGN_ON = (has_an_open_account, is_of_the_council, is_linked_once)
