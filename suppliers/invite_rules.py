"""The rules of inviting a provider to join a lot, and of answering.

Pure functions of the facts.
"""

import datetime as dt
from dataclasses import dataclass

from mdps.core import words
from mdps.core.rules import Refusal
from suppliers.models import Invitation


@dataclass(frozen=True, kw_only=True)
class Inviting:
    """`open_reference` is that of an invitation to the same address and lot that is not ended,
    `on_lot` the name of a supplier with that address that is on the lot."""

    provider_name: str
    lot: str
    open_reference: str = ""
    on_lot: str = ""


@dataclass(frozen=True, kw_only=True)
class Answering:
    """An invitation whose provider answers on the day `on`."""

    state: str
    expires_on: dt.date
    on: dt.date


def name_is_given(facts: Inviting) -> Refusal | None:
    """An invitation says whom it is for."""
    if not facts.provider_name.strip():
        return Refusal("no-name", "Enter the name of the provider.", field="provider_name")
    return None


def not_invited_yet(facts: Inviting) -> Refusal | None:
    """One open invitation for an address and a lot at a time."""
    if facts.open_reference:
        return Refusal(
            "already-invited",
            f"This address is invited to {facts.lot} already: {facts.open_reference}. "
            "Follow that invitation, or enter another address.",
            field="email",
        )
    return None


def not_on_the_lot(facts: Inviting) -> Refusal | None:
    """Who is on the lot needs no invitation."""
    if facts.on_lot:
        return Refusal(
            "already-admitted",
            f"{facts.on_lot} has this address and is on {facts.lot} already.",
            "CR 3",
            field="lot",
        )
    return None


def waits_for_an_answer(facts: Answering) -> Refusal | None:
    """Only an invitation that waits can be answered, until its last day is over."""
    if facts.state in Invitation.WAITING and facts.on <= facts.expires_on:
        return None
    if facts.state in (*Invitation.WAITING, Invitation.State.EXPIRED):
        message = (
            f"This invitation ended on {words.day(facts.expires_on)}. You can still apply: "
            "make an account and choose your lots."
        )
    else:
        message = "This invitation is answered already. Sign in to see where you stand."
    return Refusal("not-waiting", message)


INVITE = (name_is_given, not_invited_yet, not_on_the_lot)
ANSWER = (waits_for_an_answer,)
