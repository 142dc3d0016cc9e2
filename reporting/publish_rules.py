"""What can be published. Pure: no database, nothing raised."""

import datetime as dt
from dataclasses import dataclass

from mdps.core.rules import Refusal
from mdps.core.words import day
from reporting.models import Report


@dataclass(frozen=True)
class Publication:
    """A version of a report to be published on the day `on`, with figures as at the day `as_at`.

    `latest` is the latest made version of the same kind and period.
    """

    state: str
    version: int
    latest: int
    as_at: dt.date
    on: dt.date


def is_a_draft(facts: Publication) -> Refusal | None:
    """Only a draft is published."""
    if facts.state == Report.State.DRAFT:
        return None
    state = Report.State(facts.state).label.lower()
    return Refusal("not-a-draft", f"This version is {state}. Only a draft can be published.")


def is_the_latest(facts: Publication) -> Refusal | None:
    """No version is published when a later one has been made."""
    if facts.version >= facts.latest:
        return None
    return Refusal(
        "not-the-latest", f"Version {facts.latest} has been made since. Publish that one."
    )


def is_not_before_its_figures(facts: Publication) -> Refusal | None:
    """No report is published before the day of its figures."""
    if facts.on >= facts.as_at:
        return None
    return Refusal(
        "before-its-figures",
        f"The figures are as at {day(facts.as_at)}, after {day(facts.on)}. Publish it later.",
    )


RULES = (is_a_draft, is_the_latest, is_not_before_its_figures)
