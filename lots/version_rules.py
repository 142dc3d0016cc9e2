"""The rules of writing a version of a lot's criteria, specification or standards.

Each is a pure function of one row or of the whole. Points are whole.
"""

import datetime as dt
from dataclasses import dataclass

from mdps.core.rules import Refusal
from mdps.core.words import day


@dataclass(frozen=True, kw_only=True)
class Text:
    """One row as it is being written; `number` is its place, from 1."""

    number: int
    heading: str
    text: str
    most_points: int | None = None
    least_points: int | None = None


@dataclass(frozen=True, kw_only=True)
class InForce:
    """A draft that is to be put in force.

    `last_from` is the first day of the version before it, in force or to come.
    """

    rows: tuple[Text, ...]
    effective_from: dt.date
    today: dt.date
    reason: str
    transition_until: dt.date | None = None
    last_from: dt.date | None = None
    is_changed: bool = True


def row_field(name: str, number: int) -> str:
    """The name of the form field that holds `name` of the row `number`."""
    return f"{name}_{number}"


def has_a_heading(row: Text) -> Refusal | None:
    """Every row has a heading."""
    if not row.heading.strip():
        return Refusal(
            "no-heading",
            f"Enter a heading for row {row.number}, or empty the row to take it out.",
            field=row_field("heading", row.number),
        )
    return None


def points_are_a_scale(row: Text) -> Refusal | None:
    """A scored criterion has a highest score of 1 or more, and a minimum not above it."""
    most, least = row.most_points, row.least_points
    if most is None and least is None:
        return None
    if most is None or most < 1:
        return Refusal(
            "no-scale",
            f"Row {row.number} has a minimum of {least or 0} points but no highest score. Enter a "
            "highest score of 1 or more, or leave both empty for pass or fail.",
            field=row_field("most_points", row.number),
        )
    if least is None:
        return Refusal(
            "no-minimum",
            f"Row {row.number} is scored up to {most} points. Enter from how many it is passed.",
            field=row_field("least_points", row.number),
        )
    if least > most:
        return Refusal(
            "minimum-too-high",
            f"Row {row.number} is scored up to {most} points, so nobody can reach {least}. Enter "
            f"a minimum of {most} or less.",
            field=row_field("least_points", row.number),
        )
    return None


def has_rows(facts: InForce) -> Refusal | None:
    """A version says something."""
    if not facts.rows:
        return Refusal("empty", "Nothing is written yet. Write at least one row first.")
    return None


def is_changed(facts: InForce) -> Refusal | None:
    """A version differs from the one before."""
    if not facts.is_changed:
        return Refusal(
            "no-change", "Nothing differs from the version before. Change the draft first."
        )
    return None


def not_in_the_past(facts: InForce) -> Refusal | None:
    """A version is in force from today or from a later day."""
    if facts.effective_from < facts.today:
        return Refusal(
            "in-the-past",
            f"{day(facts.effective_from)} is over. Enter {day(facts.today)} or a later day.",
            field="effective_from",
        )
    return None


def not_before_the_last(facts: InForce) -> Refusal | None:
    """Versions follow each other: none is in force before the one written before it."""
    if facts.last_from and facts.effective_from < facts.last_from:
        return Refusal(
            "before-the-last",
            f"The version before is in force from {day(facts.last_from)}. Enter that day or a "
            "later one.",
            field="effective_from",
        )
    return None


def transition_ends_later(facts: InForce) -> Refusal | None:
    """A transition ends on the day the version comes into force, or later."""
    until = facts.transition_until
    if until and until < facts.effective_from:
        return Refusal(
            "transition-too-early",
            f"The version is in force from {day(facts.effective_from)}, but the transition ends on "
            f"{day(until)}. Enter a day on or after it.",
            field="transition_until",
        )
    return None


def reason_is_given(facts: InForce) -> Refusal | None:
    """What changed and why is recorded."""
    if not facts.reason.strip():
        return Refusal("no-reason", "Enter what changes and why.", field="reason")
    return None


ROW = (has_a_heading, points_are_a_scale)
PUT_IN_FORCE = (
    has_rows,
    is_changed,
    not_in_the_past,
    not_before_the_last,
    transition_ends_later,
    reason_is_given,
)
