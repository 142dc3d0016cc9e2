"""Passwords that somebody would guess: breached and common ones, and the person's own words.

Told without a network: zxcvbn carries the lists and finds their words also where they are spelt
with digits, doubled or strung together.
"""

import re
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from zxcvbn import zxcvbn

SHORTEST = 12
LEAST = 3  # of 4: more than a hundred million guesses
LEAST_OF_OTHERS = 8  # letters and digits beside the words of the person and of the council
LONGEST_LOOKED_AT = 72  # zxcvbn takes its time with more, and is content long before
OURS = ("mdps", "council", "county council", "children", "password", "purchasing")


class HardToGuess(CommonPasswordValidator):
    """A validator of AUTH_PASSWORD_VALIDATORS: Django's list of common passwords, then zxcvbn."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError if `password` is common or a hundred million guesses find it.

        Of one that is too short anyway that is not asked: the person reads one reason.
        """
        super().validate(password, user)
        if len(password) < SHORTEST:
            return
        own = own_words(user)
        found = zxcvbn(password[:LONGEST_LOOKED_AT], user_inputs=own)
        if found["score"] < LEAST or len(without(own, password)) < LEAST_OF_OTHERS:
            raise ValidationError(
                "This password is easy to guess: it was in a breach, follows a pattern, or is "
                "made of your name or ours. Put three or four words together that have nothing "
                "to do with you or with each other.",
                code="easy-to-guess",
            )

    def get_help_text(self) -> str:
        return "Use words that have nothing to do with you or with each other."


def own_words(user: object | None) -> list[str]:
    """Words that a stranger would try first: the person's and the council's."""
    texts = [
        settings.MDPS_COUNCIL,
        *OURS,
        *(str(getattr(user, field, "")) for field in ("username", "name", "email")),
    ]
    words = {word for text in texts for word in [text, *re.split(r"[\W_]+", text)]}
    return sorted(word.lower() for word in words if len(word) > 2)


def without(own: list[str], password: str) -> str:
    """The letters and digits that are left of `password` without the words `own`."""
    left = password.lower()
    for word in sorted(own, key=len, reverse=True):
        left = left.replace(word, " ")
    return re.sub(r"[\W_]+", "", left)
