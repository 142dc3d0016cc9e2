"""Which periods a report can be made for. Pure: no database, nothing raised."""

import datetime as dt
from dataclasses import dataclass

from mdps.core.rules import Refusal
from mdps.core.words import count, day
from reporting.periods import Period, ending, ends_a_month, months_after

A_YEAR = dt.timedelta(days=366)


@dataclass(frozen=True)
class Asked:
    """A period of `months` months that ends with `last_day`, asked for on the day `on`.

    `began` is the day from which the scheme has run. With `first_day` the kind of report may be of
    any days, and is of those from `first_day` on.
    """

    last_day: dt.date
    months: int
    on: dt.date
    began: dt.date
    last_complete: Period
    first_day: dt.date | None = None

    @property
    def begins(self) -> dt.date:
        """The first day of the period."""
        return self.first_day or months_after(self.last_day.replace(day=1), 1 - self.months)


def ends_with_a_month(facts: Asked) -> Refusal | None:
    """A period ends with the last day of a month, unless it may be of any days."""
    if facts.first_day or ends_a_month(facts.last_day):
        return None
    return Refusal(
        "not-a-month-end",
        f"{day(facts.last_day)} is not the last day of a month. Enter a last day of a month, "
        f"like {day(facts.last_complete.last_day)}.",
        field="last_day",
    )


def has_begun(facts: Asked) -> Refusal | None:
    """A period has begun; one that is not over yet is reported on so far, as incomplete."""
    if facts.last_day < facts.on or facts.begins <= facts.on:
        return None
    what = "The period" if facts.first_day else f"The {_months(facts.months)}"
    begins = "begins" if facts.first_day or facts.months == 1 else "begin"
    return Refusal(
        "not-begun",
        f"{what} to {day(facts.last_day)} {begins} on {day(facts.begins)}, which is still to come. "
        f"The last complete one ends on {day(facts.last_complete.last_day)}.",
        field="first_day" if facts.first_day else "last_day",
    )


def ends_within_a_year(facts: Asked) -> Refusal | None:
    """A period of any days that is not over ends within a year from today."""
    if facts.first_day is None or facts.last_day <= facts.on + A_YEAR:
        return None
    return Refusal(
        "ends-too-late",
        f"The period ends on {day(facts.last_day)}, more than a year from now. Enter an earlier "
        "last day.",
        field="last_day",
    )


def runs_forward(facts: Asked) -> Refusal | None:
    """A period does not end before it begins; one day is a period."""
    if facts.first_day is None or facts.first_day <= facts.last_day:
        return None
    return Refusal(
        "runs-backward",
        f"The period begins on {day(facts.first_day)}, after its last day, {day(facts.last_day)}. "
        "Change one of them.",
        field="first_day",
    )


def is_of_the_scheme(facts: Asked) -> Refusal | None:
    """A period does not end before the scheme began."""
    if facts.last_day >= facts.began:
        return None
    return Refusal(
        "before-the-scheme",
        f"The scheme began on {day(facts.began)}, so there is nothing to report to "
        f"{day(facts.last_day)}.",
        field="last_day",
    )


def has_the_length(period: Period, months: int) -> Refusal | None:
    """A period is exactly as long as its kind of report."""
    if ending(period.last_day, months=months) == period:
        return None
    return Refusal(
        "wrong-length",
        f"{period.words} is not {count(months, 'month')} long.",
        field="last_day",
    )


def says_what_it_corrects(published: int | None, correction: str) -> Refusal | None:
    """A version after a published one (its number, or None) says what it puts right."""
    if published is None or correction:
        return None
    return Refusal(
        "no-correction",
        f"Version {published} of this report is published. Enter what the new version puts right.",
        field="correction",
    )


def _months(months: int) -> str:
    return "month" if months == 1 else count(months, "month")


RULES = (ends_with_a_month, has_begun, ends_within_a_year, is_of_the_scheme, runs_forward)
