"""Inviting a colleague to sign in for a supplier, and accepting it: pure rules of frozen facts."""

from dataclasses import dataclass

from mdps.core.rules import Refusal

MOST_OPEN = 10


@dataclass(frozen=True, kw_only=True)
class InvitingContact:
    """`open_ones` are invitations of the supplier to others that wait for an answer."""

    acts_already: bool
    open_ones: int


@dataclass(frozen=True, kw_only=True)
class Accepting:
    """An invitation whose link was opened.

    `address_is_taken`: there is an account with its address; `is_their_account`: and whoever
    accepts is signed in with it.
    """

    is_used: bool
    is_withdrawn: bool
    is_expired: bool
    address_is_taken: bool = False
    is_their_account: bool = False
    weaknesses: tuple[str, ...] = ()


def acts_for_it_not_yet(facts: InvitingContact) -> Refusal | None:
    """Whoever acts for the supplier already is not invited."""
    if facts.acts_already:
        return Refusal(
            "acts-already",
            "Somebody with this e-mail address signs in for the organisation already.",
            field="email",
        )
    return None


def not_too_many_wait(facts: InvitingContact) -> Refusal | None:
    """At most ten invitations of one supplier wait for an answer."""
    if facts.open_ones >= MOST_OPEN:
        return Refusal(
            "too-many",
            f"{facts.open_ones} invitations wait for an answer. Withdraw those that are not "
            "needed any more.",
        )
    return None


def is_still_open(facts: Accepting) -> Refusal | None:
    """An invitation is used once, and not after it was withdrawn."""
    if facts.is_used:
        return Refusal("used", "This invitation was accepted already. Sign in instead.")
    if facts.is_withdrawn:
        return Refusal("withdrawn", "This invitation was withdrawn. Ask whoever sent it.")
    return None


def has_not_ended(facts: Accepting) -> Refusal | None:
    """An invitation can be accepted for seven days; its last moment still counts."""
    if facts.is_expired and not (facts.is_used or facts.is_withdrawn):
        return Refusal(
            "ended",
            "This invitation has ended: it could be accepted for seven days. Ask whoever sent it "
            "to invite you again.",
        )
    return None


def uses_the_account_there_is(facts: Accepting) -> Refusal | None:
    """Who has an account with the address accepts with that one."""
    if facts.address_is_taken and not facts.is_their_account:
        return Refusal(
            "sign-in-first",
            "There is an account with this e-mail address. Sign in with it, then open the link in "
            "the e-mail again.",
        )
    return None


def password_is_strong(facts: Accepting) -> Refusal | None:
    """The password of a new account is long and hard to guess."""
    if facts.weaknesses:
        return Refusal("weak-password", " ".join(facts.weaknesses), field="new_password")
    return None


INVITE_CONTACT = (acts_for_it_not_yet, not_too_many_wait)
OPEN_LINK = (is_still_open, has_not_ended)
ACCEPT = (*OPEN_LINK, uses_the_account_there_is, password_is_strong)
