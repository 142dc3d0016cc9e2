"""The rules of when a lot can be applied for.

Each is a pure function of the facts. Moments are Europe/London.
"""

import datetime as dt
from dataclasses import dataclass

from mdps.core.rules import Refusal
from mdps.core.words import moment


@dataclass(frozen=True, kw_only=True)
class Opening:
    """A lot at one moment; `next_opens_at` is None where no further round is planned."""

    lot: str
    is_in_rounds: bool
    round_is_open: bool = False
    next_opens_at: dt.datetime | None = None


def is_open(facts: Opening) -> Refusal | None:
    """A lot in rounds is applied for while one of its rounds is open.

    Open is from the opening moment up to and without the closing moment.
    """
    if not facts.is_in_rounds or facts.round_is_open:
        return None
    if facts.next_opens_at:
        then = f"The next round opens on {moment(facts.next_opens_at)}. You can write your "
        then += "application until then and submit it when the round is open."
    else:
        then = "No further round is planned yet. You can write your application already."
    return Refusal(
        "no-round-open",
        f"{facts.lot} can be applied for in rounds, and no round is open now. {then}",
        field="lot",
    )


RULES = (is_open,)
