"""The rules of changing the scheme's cap and Cabinet threshold: Cabinet's alone (CR 4)."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from mdps.core.money import gbp
from mdps.core.rules import Refusal
from mdps.core.words import day


@dataclass(frozen=True, kw_only=True)
class Change:
    """What Cabinet decided, and the limits as they are. Amounts are GBP ex VAT."""

    minute_is_recorded: bool
    decided_on: dt.date
    effective_from: dt.date | None
    on: dt.date
    cap: Decimal
    was_cap: Decimal
    threshold: Decimal
    was_threshold: Decimal
    committed: Decimal


def limits_are_decided(facts: Change) -> Refusal | None:
    """Cabinet has decided, and call-in is over; the first day after it is allowed."""
    if facts.decided_on > facts.on:
        return Refusal(
            "future-decision",
            f"{day(facts.decided_on)} is in the future. Record it once Cabinet has decided.",
            "CR 4",
            field="decided_on",
        )
    if facts.effective_from is None:
        return Refusal(
            "call-in-unknown",
            f"The bank holidays after {day(facts.decided_on)} are not known here yet, so the end "
            "of call-in cannot be counted. Ask support to update the calendar.",
            "CR 4",
            field="decided_on",
        )
    if facts.on < facts.effective_from:
        return Refusal(
            "in-call-in",
            f"The decision can be acted on from {day(facts.effective_from)}, after call-in. "
            "Record it then: recording it changes the limits.",
            "CR 4",
            field="decided_on",
        )
    return None


def limit_is_recorded_once(facts: Change) -> Refusal | None:
    """The minute has not changed the limits already."""
    if not facts.minute_is_recorded:
        return None
    return Refusal("minute-recorded", "This minute is recorded already.", "CR 4", field="minute")


def something_changes(facts: Change) -> Refusal | None:
    """The cap or the threshold is another one."""
    if (facts.cap, facts.threshold) != (facts.was_cap, facts.was_threshold):
        return None
    return Refusal(
        "nothing-changes",
        f"The cap is {gbp(facts.cap)} and the threshold {gbp(facts.threshold)} already.",
        "CR 4",
        field="cap",
    )


def cap_holds_what_is_committed(facts: Change) -> Refusal | None:
    """The cap is not below what is committed; equal is allowed, and leaves no headroom."""
    if facts.cap >= facts.committed:
        return None
    return Refusal(
        "below-committed",
        f"{gbp(facts.committed)} is committed, so the cap cannot be {gbp(facts.cap)}, which is "
        f"{gbp(facts.committed - facts.cap)} less. Release value first, or enter "
        f"{gbp(facts.committed)} or more.",
        "CR 4",
        field="cap",
    )


RULES = (
    limits_are_decided,
    limit_is_recorded_once,
    something_changes,
    cap_holds_what_is_committed,
)
