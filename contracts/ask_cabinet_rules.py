"""The rules of asking Cabinet for a decision on one contract (CR 4)."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from contracts.models import CabinetRequest
from mdps.core.money import gbp
from mdps.core.rules import Refusal
from mdps.core.words import day

State = CabinetRequest.State


@dataclass(frozen=True, kw_only=True)
class Asking:
    """A request for a decision up to `value` (GBP ex VAT) on `line`, raised on the day `on`."""

    line: str
    line_is_open: bool
    has_open_request: bool
    value: Decimal
    threshold: Decimal
    on: dt.date
    meeting_on: dt.date | None
    earliest: dt.date
    reasons: str


@dataclass(frozen=True, kw_only=True)
class Stepping:
    """A request of Cabinet about to move on. `notice_on` is the day the notice was published."""

    reference: str
    state: str
    on: dt.date
    notice_on: dt.date | None = None


def earliest_meeting(notice_on: dt.date, clear_days: int) -> dt.date:
    """The first day on which Cabinet may decide: `clear_days` lie between, neither end counted."""
    return notice_on + dt.timedelta(days=clear_days + 1)


def line_may_be_awarded(facts: Asking) -> Refusal | None:
    """The line is approved and not fully awarded."""
    if facts.line_is_open:
        return None
    return Refusal("not-open", f"{facts.line} is not open to be awarded any more.", "CR 4")


def nothing_is_asked_yet(facts: Asking) -> Refusal | None:
    """Cabinet is not asked about this line already."""
    if not facts.has_open_request:
        return None
    return Refusal(
        "already-asked",
        f"Cabinet is asked about {facts.line} already. Withdraw that request first.",
        "CR 4",
    )


def needs_cabinet(facts: Asking) -> Refusal | None:
    """The value is above the threshold; up to it no decision is needed."""
    if facts.value > facts.threshold:
        return None
    return Refusal(
        "below-threshold",
        f"A contract of {gbp(facts.value)} needs no Cabinet decision. Enter a value above "
        f"{gbp(facts.threshold)}.",
        "CR 4",
        field="value",
    )


def meeting_leaves_notice(facts: Asking) -> Refusal | None:
    """The meeting leaves the clear days of notice; the first day after them is allowed."""
    if facts.meeting_on is None or facts.meeting_on >= facts.earliest:
        return None
    return Refusal(
        "too-little-notice",
        f"If the notice is published on {day(facts.on)}, Cabinet may decide from "
        f"{day(facts.earliest)}. Choose a meeting on that day or later.",
        "Access to information rules",
        field="meeting_on",
    )


def asking_says_why(facts: Asking) -> Refusal | None:
    """It says why the contract is needed."""
    if facts.reasons.strip():
        return None
    return Refusal("no-reasons", "Enter why the contract is needed.", "CR 4", field="reasons")


def waits_for_notice(facts: Stepping) -> Refusal | None:
    """Its notice is not published yet."""
    if facts.state == State.RAISED:
        return None
    return Refusal("not-raised", f"{facts.reference} is {_in_words(facts)}. Nothing to publish.")


def notice_was_published(facts: Stepping) -> Refusal | None:
    """The notice was published today or earlier."""
    if facts.notice_on is None or facts.notice_on <= facts.on:
        return None
    return Refusal(
        "future-notice",
        f"{day(facts.notice_on)} is in the future. Record it once the notice is published.",
        field="notice_on",
    )


def is_open(facts: Stepping) -> Refusal | None:
    """Cabinet has not decided, and it was not withdrawn."""
    if facts.state in CabinetRequest.OPEN:
        return None
    return Refusal("is-over", f"{facts.reference} is {_in_words(facts)} already.")


def _in_words(facts: Stepping) -> str:
    return State(facts.state).label.lower()


ASK = (
    line_may_be_awarded,
    nothing_is_asked_yet,
    needs_cabinet,
    meeting_leaves_notice,
    asking_says_why,
)
NOTICE = (waits_for_notice, notice_was_published)
WITHDRAW = (is_open,)
