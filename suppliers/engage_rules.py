"""The rules of recording market engagement: events, and who came.

Pure functions of the facts.
"""

from dataclasses import dataclass

from mdps.core import words
from mdps.core.rules import Refusal

LONGEST = 200


@dataclass(frozen=True, kw_only=True)
class Holding:
    """Where an event is held."""

    place: str
    is_online: bool


@dataclass(frozen=True, kw_only=True)
class Attending:
    """Organisations that came to `event`; `already` are those that are recorded already, `twice`
    those that are named twice, `not_addresses` what stands in the place of an e-mail address."""

    event: str
    organisations: tuple[str, ...]
    already: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()
    not_addresses: tuple[str, ...] = ()


def is_somewhere(facts: Holding) -> Refusal | None:
    """An event has a place, or is online."""
    if facts.place.strip() or facts.is_online:
        return None
    return Refusal("no-place", "Enter the place, or tick that it is online.", field="place")


def somebody_came(facts: Attending) -> Refusal | None:
    """At least one organisation is named."""
    if not facts.organisations:
        return Refusal("nobody", "Enter at least one organisation.", field="lines")
    return None


def names_are_short(facts: Attending) -> Refusal | None:
    """The name of an organisation has at most 200 characters."""
    long = [name for name in facts.organisations if len(name) > LONGEST]
    if not long:
        return None
    return Refusal(
        "too-long",
        f"“{words.shortened(long[0], 40)}” has {len(long[0])} characters. Shorten it to "
        f"{LONGEST}, one organisation a line.",
        field="lines",
    )


def named_once(facts: Attending) -> Refusal | None:
    """An organisation came to an event once."""
    if not facts.twice:
        return None
    return Refusal(
        "twice",
        f"{words.listed(list(facts.twice))} stands there twice. Leave one line of each.",
        field="lines",
    )


def not_recorded_yet(facts: Attending) -> Refusal | None:
    """Who is recorded for the event is not recorded again."""
    if not facts.already:
        return None
    return Refusal(
        "recorded",
        f"{words.listed(list(facts.already))} is recorded for {facts.event} already. "
        "Take the line out.",
        field="lines",
    )


def addresses_are_addresses(facts: Attending) -> Refusal | None:
    """What follows the comma is an e-mail address."""
    if not facts.not_addresses:
        return None
    return Refusal(
        "not-an-address",
        f"This is not an e-mail address: {words.listed(list(facts.not_addresses))}. Write each "
        "line as the organisation, a comma and the address, or the organisation alone.",
        field="lines",
    )


HOLD = (is_somewhere,)
ATTEND = (somebody_came, names_are_short, named_once, not_recorded_yet, addresses_are_addresses)
