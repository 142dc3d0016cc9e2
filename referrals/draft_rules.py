"""What a request must be like while it is being written. Pure: no database, nothing raised."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from lots.fields import MOST_UNITS
from mdps.core import words
from mdps.core.rules import Refusal
from referrals.models import SupportRequest, case_reference

CASE_REFERENCE = re.compile(case_reference.regex)
NO_NAME = str(case_reference.message)
INSTEAD = {
    SupportRequest.State.SUBMITTED: "Ask the manager to return it to you.",
    SupportRequest.State.ENDORSED: "Withdraw it and raise another.",
    SupportRequest.State.ON_AGENDA: "Withdraw it and raise another.",
}
REQUIRED = {
    "subject": "Select who the support is for",
    "legal_basis": "Select the legal basis",
    "need": "Enter what is needed and why",
    "outcome": "Enter what should be different afterwards",
}


@dataclass(frozen=True)
class Writing:
    """What is about to be written: the state of the request and the fields that change."""

    state: str
    fields: Mapping[str, object]
    on: dt.date


def can_be_changed(facts: Writing) -> Refusal | None:
    """Only a draft or a returned request is changed; what was submitted is not."""
    if facts.state in SupportRequest.EDITABLE:
        return None
    state = SupportRequest.State(facts.state)
    way_on = INSTEAD.get(state, "Raise another request.")
    return Refusal(
        "not-editable", f"This request is {state.label.lower()}, so it cannot be changed. {way_on}"
    )


def case_reference_is_no_name(facts: Writing) -> Refusal | None:
    """A child is known by the reference of the case system, never by name."""
    given = facts.fields.get("case_reference")
    if given is None or CASE_REFERENCE.fullmatch(str(given)):
        return None
    return Refusal("case-reference", NO_NAME, field="case_reference")


def needed_in_future(facts: Writing) -> Refusal | None:
    """Support is needed today or later."""
    needed_by = facts.fields.get("needed_by")
    if not isinstance(needed_by, dt.date) or needed_by >= facts.on:
        return None
    return Refusal(
        "needed-in-past",
        f"{words.day(needed_by)} is in the past. Enter {words.day(facts.on)} or a later date.",
        field="needed_by",
    )


def missing(fields: Mapping[str, object]) -> Iterator[Refusal]:
    """A refusal for each field in `fields` that must say something and is empty."""
    for name, message in REQUIRED.items():
        if name in fields and not str(fields[name] or "").strip():
            yield Refusal(f"no-{name.replace('_', '-')}", message, field=name)


WRITING = (can_be_changed, case_reference_is_no_name, needed_in_future)


@dataclass(frozen=True)
class Line:
    """A line about to be added; `amount` is None where nobody typed one and none is estimated."""

    units: int
    amount: Decimal | None


def has_units(facts: Line) -> Refusal | None:
    """From 1 to MOST_UNITS units are asked for."""
    if 1 <= facts.units <= MOST_UNITS:
        return None
    return Refusal("units", f"Enter a number of units from 1 to {MOST_UNITS:,}", field="units")


def has_amount(facts: Line) -> Refusal | None:
    """An amount is asked for; where no supplier has a price, the requester types it."""
    if facts.amount is None:
        return Refusal(
            "no-amount",
            "No admitted supplier has a price for this service. Enter the amount to ask for.",
            field="amount",
        )
    if facts.amount <= 0:
        return Refusal("zero-amount", "Enter an amount of £0.01 or more", field="amount")
    return None


LINE = (has_units, has_amount)
