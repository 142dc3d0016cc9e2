"""The rules of a call-off's life: accepted, delivered, completed, ended early, un-awarded.

Pure. Amounts are GBP ex VAT, days inclusive. None of these acts is refused for the cap, the term,
the admission or the approval: they commit nothing new.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from contracts.models import CallOffContract
from contracts.pauses import Pause
from mdps.core.money import ZERO, gbp
from mdps.core.rules import Refusal
from mdps.core.words import count, day

State = CallOffContract.State
DAY = dt.timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Life:
    """A call-off of `ordered` units on the day `on`."""

    reference: str
    state: str
    starts_on: dt.date
    ends_on: dt.date
    on: dt.date
    ordered: int
    delivered: int
    committed: Decimal
    delivered_value: Decimal


@dataclass(frozen=True, kw_only=True)
class Delivered(Life):
    """What is reported: `units` delivered and `missed` appointments from `since` to `until`.

    `extras` is what is charged besides, after `extras_before`; `extras_allowed` the most in all.
    """

    since: dt.date
    until: dt.date
    units: int
    missed: int
    missed_before: int
    correction: str
    extras: Decimal = ZERO
    extras_before: Decimal = ZERO
    extras_allowed: Decimal = ZERO
    pauses: tuple[Pause, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Release(Life):
    """`amount` (GBP ex VAT) to be given back without taking units off."""

    amount: Decimal


def _in_words(state: str) -> str:
    return State(state).label.lower()


def waits_for_acceptance(facts: Life) -> Refusal | None:
    """It was awarded and not answered yet."""
    if facts.state == State.AWARDED:
        return None
    return Refusal(
        "already-answered",
        f"{facts.reference} is {_in_words(facts.state)}, so it cannot be answered any more.",
    )


def has_not_started(facts: Life) -> Refusal | None:
    """Delivery has not started."""
    if facts.state in (State.AWARDED, State.ACCEPTED) and not facts.delivered:
        return None
    return Refusal(
        "has-started",
        f"{facts.reference} is {_in_words(facts.state)}. Only what has not started is un-awarded; "
        "end it early instead.",
        "CR 4",
    )


def is_running(facts: Life) -> Refusal | None:
    """It is running."""
    if facts.state == State.ACTIVE:
        return None
    return Refusal("not-running", f"{facts.reference} is {_in_words(facts.state)}, not running.")


def has_come_to_its_end(facts: Life) -> Refusal | None:
    """Everything is delivered, or its last day is over."""
    if facts.delivered >= facts.ordered or facts.on > facts.ends_on:
        return None
    left = count(facts.ordered - facts.delivered, "unit is", "units are")
    return Refusal(
        "not-over",
        f"{left} not delivered yet and the last day is {day(facts.ends_on)}. "
        "Record what was delivered, or end the call-off early.",
    )


def days_run_forward(facts: Delivered) -> Refusal | None:
    """The last day reported is not before the first."""
    if facts.until >= facts.since:
        return None
    return Refusal(
        "days-backwards",
        f"The last day, {day(facts.until)}, is before the first, {day(facts.since)}.",
        field="until",
    )


def days_have_come(facts: Delivered) -> Refusal | None:
    """Nothing is reported for a day that has not come."""
    if facts.until <= facts.on:
        return None
    return Refusal(
        "later-day", f"{day(facts.until)} has not come yet. Report it afterwards.", field="until"
    )


def days_are_of_the_call_off(facts: Delivered) -> Refusal | None:
    """Nothing is reported from before delivery was to start."""
    if facts.since >= facts.starts_on:
        return None
    return Refusal(
        "before-start",
        f"Delivery starts on {day(facts.starts_on)}. Enter that day or a later one.",
        field="since",
    )


def is_not_paused(facts: Delivered) -> Refusal | None:
    """Nothing is delivered while it is paused; the days before that are reported as ever."""
    found = [each for each in facts.pauses if each.covers(facts.since, facts.until)]
    if not found or (facts.units <= 0 and facts.missed <= 0):
        return None
    first, last = found[0].first, found[0].last
    span = f"from {day(first)} to {day(last)}" if last else f"since {day(first)}"
    return Refusal(
        "paused",
        f"{facts.reference} {'was' if last else 'is'} paused {span}. Report the days up to "
        f"{day(first - DAY)}{f' and from {day(last + DAY)}' if last else ''} apart, and ask the "
        "commissioner about any other.",
        field="since" if facts.since >= first else "until",
    )


def says_something(facts: Delivered) -> Refusal | None:
    """A unit delivered, an appointment missed or an extra is reported."""
    if facts.units or facts.missed or facts.extras:
        return None
    return Refusal(
        "nothing-reported",
        "Enter the units delivered, the appointments missed or the extras.",
        field="units",
    )


def is_no_more_than_ordered(facts: Delivered) -> Refusal | None:
    """No more is delivered than was ordered; the last unit is allowed."""
    if facts.delivered + facts.units <= facts.ordered:
        return None
    return Refusal(
        "over-ordered",
        f"{count(facts.units, 'unit')} with the {facts.delivered} delivered before come to "
        f"{facts.delivered + facts.units}, but {facts.ordered} are ordered. Enter "
        f"{facts.ordered - facts.delivered} or fewer, or ask for an increase first.",
        field="units",
    )


def extras_are_allowed(facts: Delivered) -> Refusal | None:
    """Extras together are within what the call-off allows for them; equal is allowed."""
    together = facts.extras_before + facts.extras
    if facts.extras <= 0 or together <= facts.extras_allowed:
        return None
    return Refusal(
        "over-extras",
        f"With the {gbp(facts.extras_before)} reported before, extras come to {gbp(together)}, but "
        f"{facts.reference} allows for {gbp(facts.extras_allowed)}. Enter "
        f"{gbp(facts.extras_allowed - facts.extras_before)} or less, or ask the commissioner.",
        "CR ¶11",
        field="extras",
    )


def takes_back_no_more_than_reported(facts: Delivered) -> Refusal | None:
    """A correction takes back no more than was reported."""
    left = (
        facts.delivered + facts.units,
        facts.missed_before + facts.missed,
        facts.extras_before + facts.extras,
    )
    if all(each >= 0 for each in left):
        return None
    return Refusal(
        "below-nothing",
        f"{count(facts.delivered, 'unit')}, {count(facts.missed_before, 'missed appointment')} and "
        f"{gbp(facts.extras_before)} of extras were reported so far; no more can be taken back.",
        field="units",
    )


def a_correction_has_its_reason(facts: Delivered) -> Refusal | None:
    """Taking back what was reported needs its reason."""
    reported = (facts.units, facts.missed, facts.extras)
    if all(each >= 0 for each in reported) or facts.correction:
        return None
    return Refusal(
        "no-reason", "Enter why what was reported before is corrected.", field="correction"
    )


def leaves_what_was_delivered(facts: Release) -> Refusal | None:
    """No less stays committed than was delivered; equal is allowed."""
    if 0 < facts.amount <= facts.committed - facts.delivered_value:
        return None
    most = facts.committed - facts.delivered_value
    return Refusal(
        "below-delivered",
        f"{gbp(facts.committed)} is committed and {gbp(facts.delivered_value)} of it was "
        f"delivered. Enter an amount from £0.01 to {gbp(most)}.",
        field="amount",
    )


ACCEPT = (waits_for_acceptance,)
UNAWARD = (has_not_started,)
DELIVER = (
    is_running,
    days_run_forward,
    days_have_come,
    days_are_of_the_call_off,
    is_not_paused,
    says_something,
    is_no_more_than_ordered,
    extras_are_allowed,
    takes_back_no_more_than_reported,
    a_correction_has_its_reason,
)
COMPLETE = (is_running, has_come_to_its_end)
TERMINATE = (is_running,)
RELEASE = (leaves_what_was_delivered,)
