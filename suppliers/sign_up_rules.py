"""The rules of making an account for oneself, and of confirming its e-mail address.

Pure functions of the facts. None of them says whether an address is known here.
"""

from dataclasses import dataclass

from mdps.core.rules import Refusal


@dataclass(frozen=True, kw_only=True)
class Confirming:
    """A sign-up whose link was opened; `is_taken`: an account has the address by now."""

    is_expired: bool
    is_used: bool
    is_taken: bool
    knows_password: bool = True


def link_is_unused(facts: Confirming) -> Refusal | None:
    """A link is used once."""
    if facts.is_used or facts.is_taken:
        return Refusal("link-used", "This e-mail address is confirmed already. Sign in instead.")
    return None


def link_has_not_expired(facts: Confirming) -> Refusal | None:
    """A link can be used until it ends; its last moment still counts."""
    if facts.is_expired and not facts.is_used:
        return Refusal(
            "link-expired",
            "This link has ended: it could be used for 24 hours. Make your account again and we "
            "will send you a new link.",
        )
    return None


def knows_the_password(facts: Confirming) -> Refusal | None:
    """Whoever confirms is the person who chose the password, not only who reads the mailbox."""
    if not facts.knows_password:
        return Refusal(
            "wrong-password",
            "This is not the password you chose when you made the account. Enter it again, or "
            "make your account again with a new one.",
            field="password",
        )
    return None


LINK = (link_is_unused, link_has_not_expired)
CONFIRM = (*LINK, knows_the_password)
