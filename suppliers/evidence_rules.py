"""The rules of recording evidence.

Each is a pure function of the facts.
"""

import datetime as dt
from dataclasses import dataclass

from mdps.core import words
from mdps.core.rules import Refusal


@dataclass(frozen=True, kw_only=True)
class Dates:
    """What the document says, and the day `on` on which somebody looked at it."""

    valid_from: dt.date
    expires_on: dt.date
    on: dt.date


def ends_after_it_starts(facts: Dates) -> Refusal | None:
    """It expires on the day it starts or later."""
    if facts.expires_on < facts.valid_from:
        return Refusal(
            "ends-before-start",
            f"It expires on {words.day(facts.expires_on)}, before it is valid from "
            f"{words.day(facts.valid_from)}. Enter the two dates as they stand on the document.",
            field="expires_on",
        )
    return None


def has_not_expired(facts: Dates) -> Refusal | None:
    """What has expired proves nothing; its last day still counts."""
    if facts.expires_on < facts.on:
        return Refusal(
            "expired",
            f"It expired on {words.day(facts.expires_on)}. The renewed one is needed.",
            field="expires_on",
        )
    return None


RULES = (ends_after_it_starts, has_not_expired)
