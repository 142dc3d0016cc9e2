"""The rules of a new account's user name: pure functions of the facts."""

import re
from dataclasses import dataclass

from mdps.core.rules import Refusal

LONGEST = 150
FORM = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True, kw_only=True)
class UserNameFacts:
    """`taken` is the user name of the account that has it already, however it is capitalised."""

    username: str
    taken: str


def has_its_form(facts: UserNameFacts) -> Refusal | None:
    """A user name is letters, digits, dots, underscores and hyphens, and begins with no sign."""
    if not FORM.fullmatch(facts.username):
        return Refusal(
            "user-name-form",
            "Enter a user name of letters, digits, dots, underscores and hyphens that begins with "
            "a letter or a digit, like ada.example.",
            field="username",
        )
    if len(facts.username) > LONGEST:
        return Refusal(
            "user-name-long",
            f"The user name has {len(facts.username)} characters. Shorten it to {LONGEST}.",
            field="username",
        )
    return None


def is_free(facts: UserNameFacts) -> Refusal | None:
    """A user name belongs to one account, open or closed.

    Capital and small letters are the same.
    """
    if facts.taken:
        return Refusal(
            "user-name-taken",
            f"There is already an account with the user name {facts.taken}. Choose another one, or "
            "open that account again.",
            field="username",
        )
    return None


USER_NAME = (has_its_form, is_free)
