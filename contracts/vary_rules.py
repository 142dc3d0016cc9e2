"""The rules of varying a call-off, by its grounds in reg 72 of the PCR 2015.

Pure. A decrease, other dates and another supplier are never refused for the cap, the term or the
approval; a new supplier must be admitted. More units are asked contracts.increase_rules.
"""

import datetime as dt
from dataclasses import dataclass

from contracts.models import CallOffContract, Variation
from mdps.core.rules import Refusal
from mdps.core.words import day

State, Ground = CallOffContract.State, Variation.Ground


@dataclass(frozen=True, kw_only=True)
class Varying:
    """A variation of a call-off on the day `on`, for the reasons given."""

    reference: str
    state: str
    on: dt.date
    ground: str
    reasons: str
    notice_published: bool


@dataclass(frozen=True, kw_only=True)
class Decrease(Varying):
    """`units` fewer than are ordered now."""

    units: int
    ordered: int
    delivered: int


@dataclass(frozen=True, kw_only=True)
class Dates(Varying):
    """Other first and last days of delivery."""

    was_starts_on: dt.date
    was_ends_on: dt.date
    starts_on: dt.date
    ends_on: dt.date


@dataclass(frozen=True, kw_only=True)
class Novation(Varying):
    """Another supplier takes the place of `was_supplier`; `admission` is its state on the day."""

    was_supplier: str
    supplier: str
    lot: int
    admission: str | None


def can_be_varied(facts: Varying) -> Refusal | None:
    """It is awarded, accepted or running."""
    if facts.state in CallOffContract.LIVE:
        return None
    state = State(facts.state).label.lower()
    return Refusal("is-over", f"{facts.reference} is {state}, so it cannot be varied.", "reg 72")


def has_reasons(facts: Varying) -> Refusal | None:
    """Its reasons are recorded."""
    if facts.reasons.strip():
        return None
    return Refusal("no-reasons", "Enter why it is varied.", "reg 72", field="reasons")


def leaves_the_units_delivered(facts: Decrease) -> Refusal | None:
    """Units that were delivered stay, and at least one unit stays ordered."""
    least = max(facts.delivered, 1)
    if 0 < facts.units <= facts.ordered - least:
        return None
    return Refusal(
        "below-delivered",
        f"{facts.ordered} are ordered and {facts.delivered} of them were delivered. "
        + (
            f"Take off {facts.ordered - least} or fewer."
            if facts.ordered > least
            else "Nothing can be taken off; end the call-off early instead."
        ),
        "reg 72",
        field="units",
    )


def dates_run_forward(facts: Dates) -> Refusal | None:
    """The last day is not before the first."""
    if facts.ends_on >= facts.starts_on:
        return None
    return Refusal(
        "ends-before-start",
        f"The last day, {day(facts.ends_on)}, is before the first, {day(facts.starts_on)}.",
        field="ends_on",
    )


def dates_are_others(facts: Dates) -> Refusal | None:
    """At least one of the days is another."""
    if (facts.starts_on, facts.ends_on) != (facts.was_starts_on, facts.was_ends_on):
        return None
    return Refusal("same-dates", "These are the dates it has. Enter others.", field="ends_on")


def a_start_that_was_stays(facts: Dates) -> Refusal | None:
    """Once it runs, its first day stays."""
    if facts.state != State.ACTIVE or facts.starts_on == facts.was_starts_on:
        return None
    return Refusal(
        "has-started",
        f"Delivery started on {day(facts.was_starts_on)}, so that day stays.",
        field="starts_on",
    )


def is_another_supplier(facts: Novation) -> Refusal | None:
    """It is another supplier."""
    if facts.supplier != facts.was_supplier:
        return None
    return Refusal(
        "same-supplier", f"{facts.supplier} delivers it already. Choose another.", field="supplier"
    )


def new_supplier_is_admitted(facts: Novation) -> Refusal | None:
    """The new supplier is admitted to the lot on the day and not suspended (CR 3, CR 4)."""
    if facts.admission == "admitted":
        return None
    standing = "suspended from" if facts.admission == "suspended" else "not admitted to"
    return Refusal(
        "not-admitted",
        f"{facts.supplier} is {standing} Lot {facts.lot}. Choose an admitted supplier.",
        "CR 4",
        field="supplier",
    )


DECREASE = (can_be_varied, has_reasons, leaves_the_units_delivered)
DATES = (can_be_varied, has_reasons, dates_are_others, dates_run_forward, a_start_that_was_stays)
NOVATION = (can_be_varied, has_reasons, is_another_supplier, new_supplier_is_admitted)
