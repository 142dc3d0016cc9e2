"""The rules of setting the panel's own rules. Pure; days are inclusive."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from mdps.core.rules import Refusal
from mdps.core.words import count, day

MOST_MEMBERS, MOST_MINUTES, MOST_DAYS = 20, 240, 30


@dataclass(frozen=True, kw_only=True)
class NewRules:
    """What is to hold from `holds_from`, set on the day `on`."""

    holds_from: dt.date
    on: dt.date
    is_taken: bool  # other rules hold from that very day
    least_members: int
    areas: Collection[str]
    minutes_an_item: int
    papers_days: int


def holds_from_a_later_day(facts: NewRules) -> Refusal | None:
    """They hold from tomorrow or later, so that no meeting changes its quorum while it sits."""
    if facts.holds_from > facts.on:
        return None
    tomorrow = facts.on + dt.timedelta(days=1)
    return Refusal(
        "not-later",
        f"{day(facts.holds_from)} has begun or is over. Enter {day(tomorrow)} or a later day, so "
        "that no meeting changes its quorum while it sits.",
        field="holds_from",
    )


def is_the_only_one_from_that_day(facts: NewRules) -> Refusal | None:
    """What was set is not set again: other rules of the same day stay on record."""
    if not facts.is_taken:
        return None
    return Refusal(
        "day-taken",
        f"Rules that hold from {day(facts.holds_from)} are set already. Choose another day.",
        field="holds_from",
    )


def quorum_is_of_somebody(facts: NewRules) -> Refusal | None:
    """From 1 to MOST_MEMBERS members; both are allowed."""
    if 1 <= facts.least_members <= MOST_MEMBERS:
        return None
    return Refusal(
        "quorum",
        f"Enter a number of members from 1 to {MOST_MEMBERS}.",
        "CR ¶14",
        field="least_members",
    )


def areas_fit_the_quorum(facts: NewRules) -> Refusal | None:
    """A member speaks for one area, so there are no more areas than members; equal is allowed."""
    if len(facts.areas) <= max(facts.least_members, 0):
        return None
    return Refusal(
        "areas-over-quorum",
        f"{count(len(facts.areas), 'area')} must be present, each by a member of its own, but the "
        f"quorum is {count(facts.least_members, 'member')}. Raise the quorum, or choose fewer.",
        field="areas",
    )


def an_item_takes_time(facts: NewRules) -> Refusal | None:
    """From 1 to MOST_MINUTES minutes an item; both are allowed."""
    if 1 <= facts.minutes_an_item <= MOST_MINUTES:
        return None
    return Refusal("minutes", f"Enter minutes from 1 to {MOST_MINUTES}.", field="minutes_an_item")


def papers_come_in_time(facts: NewRules) -> Refusal | None:
    """From 0 (the day itself) to MOST_DAYS working days before the meeting."""
    if 0 <= facts.papers_days <= MOST_DAYS:
        return None
    return Refusal("papers", f"Enter working days from 0 to {MOST_DAYS}.", field="papers_days")


RULES = (
    holds_from_a_later_day,
    is_the_only_one_from_that_day,
    quorum_is_of_somebody,
    areas_fit_the_quorum,
    an_item_takes_time,
    papers_come_in_time,
)
