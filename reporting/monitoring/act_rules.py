"""When an action can be set, and when it is done. Pure: nothing is read, nothing raised."""

import datetime as dt
from dataclasses import dataclass

from mdps.core.rules import Refusal
from mdps.core.words import day


@dataclass(frozen=True, kw_only=True)
class Setting:
    """An action that `owner` is to have done by `due_on`, set on the day `on`.

    `owner_may`: it is a commissioner, or signs in for the supplier.
    """

    text: str
    owner: str
    owner_may: bool
    due_on: dt.date
    on: dt.date


@dataclass(frozen=True, kw_only=True)
class Finishing:
    """An action that was done on `done_on` (None: it is not), reported by its owner (`is_own`) or
    by a commissioner (`is_officer`)."""

    reference: str
    owner: str
    done_on: dt.date | None
    outcome: str
    is_own: bool
    is_officer: bool


def says_what(facts: Setting) -> Refusal | None:
    """An action says what is to be done."""
    if facts.text:
        return None
    return Refusal("no-action", "Enter what is to be done.", field="text")


def has_an_owner(facts: Setting) -> Refusal | None:
    """The owner is a commissioner or one of the supplier's own people, with an open account."""
    if facts.owner_may:
        return None
    return Refusal(
        "owner",
        f"{facts.owner} cannot be the owner. Choose a commissioner or somebody of the supplier.",
        field="owner",
    )


def is_due_from_today(facts: Setting) -> Refusal | None:
    """An action is due today or later."""
    if facts.due_on >= facts.on:
        return None
    return Refusal(
        "due-in-the-past",
        f"{day(facts.due_on)} is over. Enter {day(facts.on)} or a later day.",
        field="due_on",
    )


def is_not_done(facts: Finishing) -> Refusal | None:
    """An action is done once."""
    if facts.done_on is None:
        return None
    return Refusal("done", f"{facts.reference} was done on {day(facts.done_on)} already.")


def is_yours(facts: Finishing) -> Refusal | None:
    """Its owner says that it is done, or a commissioner."""
    if facts.is_own or facts.is_officer:
        return None
    return Refusal("not-yours", f"{facts.owner} owns {facts.reference} and says when it is done.")


def says_what_was_done(facts: Finishing) -> Refusal | None:
    """What was done is said in words."""
    if facts.outcome:
        return None
    return Refusal("no-outcome", "Enter what was done.", field="outcome")


SET = (says_what, has_an_owner, is_due_from_today)
OPEN = (is_not_done, is_yours)
FINISH = (*OPEN, says_what_was_done)
