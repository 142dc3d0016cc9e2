"""When a second factor can be added, taken away and reset: pure rules of frozen facts."""

from dataclasses import dataclass

from mdps.core.rules import Refusal


@dataclass(frozen=True, kw_only=True)
class AddFacts:
    """One's own new factor; `code_is_right`: the app or the passkey answered as it should."""

    has_app: bool
    passkeys: int
    code_is_right: bool = True


@dataclass(frozen=True, kw_only=True)
class RemoveFacts:
    """A factor that its owner takes away; `others` are those that stay. `is_there`: still."""

    is_obliged: bool
    others: int
    is_there: bool = True


@dataclass(frozen=True, kw_only=True)
class ResetFacts:
    """Somebody's factors that an administrator takes away, because they are lost."""

    name: str
    is_own: bool
    factors: int


MOST_PASSKEYS = 10


def has_no_app_yet(facts: AddFacts) -> Refusal | None:
    """One account has one authenticator app."""
    if facts.has_app:
        return Refusal(
            "has-app",
            "You have an authenticator app already. Remove that one first, or add a passkey.",
        )
    return None


def has_room_for_a_passkey(facts: AddFacts) -> Refusal | None:
    """One account has at most ten passkeys."""
    if facts.passkeys >= MOST_PASSKEYS:
        return Refusal(
            "many-passkeys", f"You have {facts.passkeys} passkeys. Remove one that you do not use."
        )
    return None


def app_answers(facts: AddFacts) -> Refusal | None:
    """The code that the app shows is entered, so that it is known to work."""
    if not facts.code_is_right:
        return Refusal(
            "wrong-code",
            "This code is not right. Enter the 6 digits that your app shows now. If they are "
            "right, check that the clock of your phone is.",
            field="code",
        )
    return None


def is_still_there(facts: RemoveFacts) -> Refusal | None:
    """A factor is taken away once."""
    if not facts.is_there:
        return Refusal("removed-already", "This second factor was removed already.")
    return None


def keeps_one(facts: RemoveFacts) -> Refusal | None:
    """Who needs a second factor keeps one."""
    if facts.is_obliged and not facts.others:
        return Refusal(
            "last-factor",
            "This is your only second factor, and your role needs one. Add another one first.",
        )
    return None


def is_somebody_elses(facts: ResetFacts) -> Refusal | None:
    """Nobody resets their own second factors: who has one changes it on their account page."""
    if facts.is_own:
        return Refusal(
            "own-factors",
            "These are your own second factors. Change them on your account page, or ask another "
            "system administrator.",
        )
    return None


def has_some(facts: ResetFacts) -> Refusal | None:
    """There is a second factor to take away."""
    if not facts.factors:
        return Refusal("no-factors", f"{facts.name} has no second factor to reset.")
    return None


ADD_APP = (has_no_app_yet, app_answers)
ADD_PASSKEY = (has_room_for_a_passkey,)
REMOVE = (is_still_there, keeps_one)
RESET = (is_somebody_elses, has_some)
