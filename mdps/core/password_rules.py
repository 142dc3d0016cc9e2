"""The rules of giving and choosing passwords: pure functions of the facts.

No password is among the facts: only what was found about it.
"""

from dataclasses import dataclass

from mdps.core.rules import Refusal


@dataclass(frozen=True, kw_only=True)
class PasswordFacts:
    """`weaknesses` are sentences that say what is wrong with a new password."""

    weaknesses: tuple[str, ...]
    knows_the_old: bool = True
    is_the_old: bool = False


@dataclass(frozen=True, kw_only=True)
class ResetFacts:
    """A new password by the link of an e-mail."""

    link_is_good: bool
    weaknesses: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class GivingFacts:
    """The account that is to get a temporary password."""

    name: str
    is_open: bool
    is_own: bool


def knows_the_old(facts: PasswordFacts) -> Refusal | None:
    """Who chooses a password enters the one they have."""
    if not facts.knows_the_old:
        return Refusal(
            "wrong-password",
            "This is not the password you signed in with. Enter it again.",
            field="old_password",
        )
    return None


def is_another(facts: PasswordFacts) -> Refusal | None:
    """The new password is not the one they have."""
    if facts.is_the_old:
        return Refusal(
            "same-password",
            "This is the password you have now. Choose another one.",
            field="new_password",
        )
    return None


def is_strong(facts: PasswordFacts) -> Refusal | None:
    """A new password is long and not one of the common ones."""
    if facts.weaknesses:
        return Refusal("weak-password", " ".join(facts.weaknesses), field="new_password")
    return None


def is_somebody_elses(facts: GivingFacts) -> Refusal | None:
    """Nobody gives themselves a temporary password."""
    if facts.is_own:
        return Refusal(
            "own-password", "This is your own account. Change your password on your account page."
        )
    return None


def is_open(facts: GivingFacts) -> Refusal | None:
    """Only an open account gets a temporary password."""
    if not facts.is_open:
        return Refusal(
            "closed", f"The account of {facts.name} is closed. Open it first, then give a password."
        )
    return None


def link_is_good(facts: ResetFacts) -> Refusal | None:
    """A link to choose a new password is used once, within an hour."""
    if not facts.link_is_good:
        return Refusal(
            "link-over",
            "This link has ended: it can be used once, for an hour after it was sent. Ask for a "
            "new one.",
        )
    return None


def new_one_is_strong(facts: ResetFacts) -> Refusal | None:
    """A password chosen by a link is as strong as any other."""
    if facts.weaknesses:
        return Refusal("weak-password", " ".join(facts.weaknesses), field="new_password")
    return None


CHOOSING = (knows_the_old, is_another, is_strong)
NEW_PASSWORD = (is_strong,)
RESETTING = (link_is_good, new_one_is_strong)
GIVING = (is_somebody_elses, is_open)
