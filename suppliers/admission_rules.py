"""The rules of suspending, reinstating, removing and withdrawing.

Each is a pure function of the facts.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from mdps.core import words
from mdps.core.rules import Refusal
from suppliers.models import Admission, AdmissionSuspension

State = Admission.State
Kind = AdmissionSuspension.Kind


@dataclass(frozen=True, kw_only=True)
class Period:
    """A suspension: from `starts_on` until the day before `resumes_on`, None while it is open."""

    kind: str
    starts_on: dt.date
    resumes_on: dt.date | None


@dataclass(frozen=True, kw_only=True)
class Standing:
    """An admission as it stands on the day `on`; `name` is "Severn Assessments on Lot 1".

    `periods` are its suspensions that run on that day or later.
    """

    name: str
    state: str
    admitted_on: dt.date
    suspended_on: dt.date | None
    on: dt.date
    periods: Sequence[Period] = ()


@dataclass(frozen=True, kw_only=True)
class Suspending(Standing):
    """A suspension of `kind` that is to begin on `starts_on`; `until` is its last day, if any."""

    kind: str
    starts_on: dt.date
    until: dt.date | None


@dataclass(frozen=True, kw_only=True)
class Removing(Standing):
    """A removal. `statement_until` is None where no notice was given; `is_stated`: the supplier has
    made its statement."""

    statement_until: dt.date | None
    is_stated: bool


@dataclass(frozen=True, kw_only=True)
class Leaving(Standing):
    """A withdrawal with effect from `leaves_on`. `ended_on` is a day that is fixed already."""

    leaves_on: dt.date
    ended_on: dt.date | None


def is_not_removed(facts: Standing) -> Refusal | None:
    """What has ended stays ended; the supplier applies again instead."""
    if facts.state in Admission.ENDED:
        return Refusal(
            "removed",
            f"{facts.name} is {State(facts.state).label.lower()}. "
            "The supplier can apply for the lot again.",
            "CR 3",
        )
    return None


def is_not_suspended(facts: Suspending) -> Refusal | None:
    """No two suspensions overlap; one for safeguarding takes the place of an administrative one."""
    last = facts.until or dt.date.max
    for each in facts.periods:
        gives_way = facts.kind == Kind.SAFEGUARDING and each.kind == Kind.ADMINISTRATIVE
        ends = each.resumes_on or dt.date.max
        if gives_way or not (each.starts_on <= last and facts.starts_on < ends):
            continue
        since = words.day(each.starts_on)
        until = f" until {words.day(each.resumes_on - DAY)}" if each.resumes_on else ""
        verb = "is" if each.starts_on <= facts.on else "will be"
        return Refusal(
            "suspended",
            f"{facts.name} {verb} suspended from {since}{until} already. "
            "End that suspension first, or choose other days.",
            "CR 3",
            field="starts_on",
        )
    return None


def begins_in_time(facts: Suspending) -> Refusal | None:
    """A suspension begins today or later; one for safeguarding begins at once."""
    if facts.starts_on < facts.on:
        return Refusal(
            "starts-in-past",
            f"The suspension would begin on {words.day(facts.starts_on)}, before today, "
            f"{words.day(facts.on)}. Enter today or a later day.",
            "CR 3",
            field="starts_on",
        )
    if facts.kind == Kind.SAFEGUARDING and facts.starts_on != facts.on:
        return Refusal(
            "starts-late",
            "A suspension for safeguarding begins today. Leave its first day empty.",
            "CR 3",
            field="starts_on",
        )
    return None


def ends_as_its_kind_does(facts: Suspending) -> Refusal | None:
    """An administrative suspension has a last day; one for safeguarding ends only by a decision."""
    if facts.kind == Kind.ADMINISTRATIVE and facts.until is None:
        return Refusal(
            "no-end", "Enter the last day of the administrative suspension.", "CR 3", field="until"
        )
    if facts.kind == Kind.SAFEGUARDING and facts.until is not None:
        return Refusal(
            "has-end",
            "A suspension for safeguarding ends only by another decision. "
            "Leave its last day empty.",
            "CR 3",
            field="until",
        )
    return None


def ends_after_it_begins(facts: Suspending) -> Refusal | None:
    """Its last day is its first day or a later one, and has not passed."""
    if facts.until is None:
        return None
    if facts.until < facts.on:
        return Refusal(
            "ends-in-past",
            f"{words.day(facts.until)} has passed. Enter a last day from {words.day(facts.on)} on.",
            "CR 3",
            field="until",
        )
    if facts.until < facts.starts_on:
        return Refusal(
            "ends-before-start",
            f"It would end on {words.day(facts.until)}, before it begins on "
            f"{words.day(facts.starts_on)}. Enter a later last day.",
            "CR 3",
            field="until",
        )
    return None


def ends_within_five_years(facts: Suspending | Leaving) -> Refusal | None:
    """A day more than five years ahead is a slip of the pen: the scheme is over by then."""
    field, last = (
        ("leaves_on", facts.leaves_on) if isinstance(facts, Leaving) else ("until", facts.until)
    )
    if last and last > facts.on + MOST_AHEAD:
        return Refusal(
            "too-far",
            f"{words.day(last)} is more than five years ahead. Enter an earlier day.",
            field=field,
        )
    return None


def is_suspended(facts: Standing) -> Refusal | None:
    """Only a suspension that runs or is to come is ended."""
    if facts.state not in Admission.ENDED and not facts.periods:
        return Refusal("not-suspended", f"{facts.name} is not suspended.", "CR 3")
    return None


def not_before_it_began(facts: Standing) -> Refusal | None:
    """Nothing is decided for a day before the admission or before its suspension."""
    began = max(facts.admitted_on, facts.suspended_on or facts.admitted_on)
    if facts.on < began:
        return Refusal(
            "before-it-began",
            f"{facts.name} stands as it is since {words.day(began)}. "
            f"Decide for that day or a later one, not for {words.day(facts.on)}.",
        )
    return None


def is_heard(facts: Removing) -> Refusal | None:
    """The supplier had notice, and has made its statement or let its time pass.

    The last day of the statement period still belongs to the supplier.
    """
    if facts.state in Admission.ENDED or facts.is_stated:
        return None
    if facts.statement_until is None:
        return Refusal(
            "no-notice",
            f"{facts.name} has had no notice of removal. Give it notice first, with your reasons.",
            "CR 3",
        )
    if facts.on <= facts.statement_until:
        return Refusal(
            "not-heard",
            f"The supplier has until {words.day(facts.statement_until)} for its statement. "
            "Decide when the statement is made, or from the day after.",
            "CR 3",
        )
    return None


def leaves_in_time(facts: Leaving) -> Refusal | None:
    """A withdrawal takes effect today or later, and once."""
    if facts.state in Admission.ENDED:
        return None
    if facts.ended_on is not None:
        return Refusal(
            "leaves-already",
            f"{facts.name} is withdrawn from {words.day(facts.ended_on)} on already.",
            "CR 3",
        )
    if facts.leaves_on < facts.on:
        return Refusal(
            "leaves-in-past",
            f"{words.day(facts.leaves_on)} has passed. Enter a day from {words.day(facts.on)} on.",
            "CR 3",
            field="leaves_on",
        )
    return None


DAY = dt.timedelta(days=1)
MOST_AHEAD = dt.timedelta(days=5 * 365)

SUSPEND = (
    is_not_removed,
    begins_in_time,
    ends_as_its_kind_does,
    ends_after_it_begins,
    ends_within_five_years,
    is_not_suspended,
    not_before_it_began,
)
REINSTATE = (is_not_removed, is_suspended, not_before_it_began)
REMOVE = (is_not_removed, is_heard, not_before_it_began)
KEEP = (is_not_removed, is_heard)
LEAVE = (is_not_removed, leaves_in_time, ends_within_five_years, not_before_it_began)
