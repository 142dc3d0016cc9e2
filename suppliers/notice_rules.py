"""The rules of a notice of removal and of the statement that answers it.

Each is a pure function of the facts.
"""

import datetime as dt
from dataclasses import dataclass

from mdps.core import words
from mdps.core.rules import Refusal
from suppliers.models import Admission

FEWEST, MOST = 1, 60  # working days for a statement


@dataclass(frozen=True, kw_only=True)
class Giving:
    """Notice that is to be given. `open_until`: the last day for the statement of one that runs."""

    name: str
    state: str
    admitted_on: dt.date
    open_until: dt.date | None
    days: int
    on: dt.date


@dataclass(frozen=True, kw_only=True)
class Answering:
    """A notice of state `state` (in words) that the supplier answers on the day `on`."""

    reference: str
    state: str
    is_open: bool
    is_stated: bool
    until: dt.date
    on: dt.date


def is_on_the_lot(facts: Giving) -> Refusal | None:
    """Notice is given to a supplier that is on the lot, suspended or not."""
    if facts.state in Admission.ENDED or facts.on < facts.admitted_on:
        return Refusal("not-on-lot", f"{facts.name} is not on the lot on {words.day(facts.on)}.")
    return None


def has_no_notice(facts: Giving) -> Refusal | None:
    """One notice runs at a time."""
    if facts.open_until is not None:
        return Refusal(
            "notice-runs",
            f"{facts.name} has had notice already; its statement is due by "
            f"{words.day(facts.open_until)}. Decide about that one, or cancel it.",
            "CR 3",
        )
    return None


def has_time_to_answer(facts: Giving) -> Refusal | None:
    """The supplier has between 1 and 60 working days for its statement."""
    if not FEWEST <= facts.days <= MOST:
        return Refusal(
            "statement-days",
            f"{facts.days} working days were entered. Enter from {FEWEST} to {MOST}.",
            field="days",
        )
    return None


def notice_is_open(facts: Answering) -> Refusal | None:
    """Only a notice that runs is answered or cancelled."""
    if not facts.is_open:
        return Refusal(
            "notice-closed", f"{facts.reference} is {facts.state.lower()}, so it is closed."
        )
    return None


def is_not_stated(facts: Answering) -> Refusal | None:
    """One statement answers a notice."""
    if facts.is_stated:
        return Refusal(
            "stated", f"The statement on {facts.reference} is made. Write to the council instead."
        )
    return None


def is_in_time(facts: Answering) -> Refusal | None:
    """The statement comes within the period; its last day counts."""
    if facts.on > facts.until:
        return Refusal(
            "late-statement",
            f"The time for a statement ended on {words.day(facts.until)}. "
            "Write to the commissioning team, who decide what to do with it.",
            "CR 3",
        )
    return None


GIVE = (is_on_the_lot, has_no_notice, has_time_to_answer)
STATE = (notice_is_open, is_not_stated, is_in_time)
CANCEL = (notice_is_open,)
