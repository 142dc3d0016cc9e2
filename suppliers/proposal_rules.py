"""The rules of proposing a price and of answering it. Each is a pure function of the facts."""

import datetime as dt
from dataclasses import dataclass

from mdps.core.rules import Refusal
from mdps.core.words import day


@dataclass(frozen=True, kw_only=True)
class Proposing:
    """A price of `what` to be proposed on the day `on`; `waiting` has no answer yet.

    `lot` is that of the service; of an extra for every service it is any lot.
    """

    what: str
    lot: str
    is_on_the_lot: bool
    effective_from: dt.date
    on: dt.date
    waiting: str | None = None


@dataclass(frozen=True, kw_only=True)
class Answering:
    """A proposal to be answered on the day `on`; accepted, it would hold from `effective_from`."""

    reference: str
    state: str
    is_open: bool
    proposed_from: dt.date
    effective_from: dt.date
    on: dt.date


def supplier_is_on_the_lot(facts: Proposing) -> Refusal | None:
    """Prices are agreed for the services of lots that the supplier is on, suspended or not."""
    if not facts.is_on_the_lot:
        return Refusal(
            "not-on-the-lot",
            f"{facts.what} belongs to {facts.lot}, and you are not on that lot. "
            "Apply for it: its prices are part of the application."
            if facts.lot
            else "You are not on a lot yet. Apply for one: its prices are part of the application.",
            field="service",
        )
    return None


def no_other_waits(facts: Proposing) -> Refusal | None:
    """One price of a service, or of an extra, is proposed at a time."""
    if facts.waiting:
        return Refusal(
            "waiting",
            f"{facts.waiting} proposes a price of {facts.what} and waits for our answer. "
            "Withdraw it to propose another one.",
            field="service",
        )
    return None


def day_is_not_past(facts: Proposing) -> Refusal | None:
    """Today is early enough."""
    if facts.effective_from < facts.on:
        return Refusal(
            "past",
            f"{day(facts.effective_from)} has passed. Enter today or a later day.",
            field="effective_from",
        )
    return None


def proposal_is_open(facts: Answering) -> Refusal | None:
    """A proposal is answered once."""
    if not facts.is_open:
        return Refusal(
            "answered", f"{facts.reference} is {facts.state.lower()} already. Nothing was changed."
        )
    return None


def accepted_day_is_not_past(facts: Answering) -> Refusal | None:
    """An accepted price holds from today on at the earliest: what was awarded keeps its price."""
    if facts.effective_from < facts.on:
        return Refusal(
            "past",
            f"{day(facts.effective_from)} has passed. Enter today or a later day.",
            field="effective_from",
        )
    return None


def accepted_day_is_as_proposed_or_later(facts: Answering) -> Refusal | None:
    """Nobody is held to a price before the day from which they proposed it."""
    if facts.effective_from < facts.proposed_from:
        return Refusal(
            "too-early",
            f"The price is proposed from {day(facts.proposed_from)} on. Enter that day or a later "
            "one.",
            field="effective_from",
        )
    return None


PROPOSE = (supplier_is_on_the_lot, no_other_waits, day_is_not_past)
ANSWER = (proposal_is_open,)
ACCEPT = (proposal_is_open, accepted_day_is_not_past, accepted_day_is_as_proposed_or_later)
