"""What a report must be to take its next step towards being published. Pure: nothing is read.

draft → reviewed → signed off → published. Two people: whoever wrote the commentary does not sign
off the report.
"""

import datetime as dt
from dataclasses import dataclass

from mdps.core.rules import Refusal
from mdps.core.words import day
from reporting.models import Report

State = Report.State


@dataclass(frozen=True)
class Step:
    """A version of a report at a step of the day `on`, with figures as at the day `as_at`.

    `latest` is the latest made version of the same kind and period; `by_author` whether the
    person who takes the step wrote any of its commentary; `overlapping` another period of the
    kind, in words, that is published and shares days with this one; `tells` whether, with all that
    is published, it would tell a number that is withheld; `not_over` the last day of the period
    where it was not over on the day of the figures.
    """

    state: str
    version: int
    latest: int
    as_at: dt.date
    on: dt.date
    by_author: bool = False
    overlapping: str = ""
    tells: bool = False
    not_over: dt.date | None = None


def is_a_draft(facts: Step) -> Refusal | None:
    """Only a draft is commented on and reviewed."""
    return _is(facts, State.DRAFT, "commented on or reviewed")


def is_reviewed(facts: Step) -> Refusal | None:
    """Only a reviewed report is signed off or sent back."""
    return _is(facts, State.REVIEWED, "signed off or sent back")


def is_signed_off(facts: Step) -> Refusal | None:
    """Only a signed off report is published."""
    return _is(facts, State.SIGNED_OFF, "published")


def is_the_latest(facts: Step) -> Refusal | None:
    """No version goes further when a later one has been made."""
    if facts.version >= facts.latest:
        return None
    return Refusal(
        "not-the-latest",
        f"Version {facts.latest} has been made since. Go on with that one.",
    )


def is_not_its_author(facts: Step) -> Refusal | None:
    """The author of the commentary does not sign off: two people see it."""
    if not facts.by_author:
        return None
    return Refusal(
        "own-commentary",
        "You wrote commentary on this report, so somebody else signs it off. Ask a second person "
        "who may sign off reports.",
    )


def is_not_before_its_figures(facts: Step) -> Refusal | None:
    """No report is published before the day of its figures."""
    if facts.on >= facts.as_at:
        return None
    return Refusal(
        "before-its-figures",
        f"The figures are as at {day(facts.as_at)}, after {day(facts.on)}. Publish it later.",
    )


def is_of_a_period_that_was_over(facts: Step) -> Refusal | None:
    """What is incomplete is not published."""
    if facts.not_over is None:
        return None
    return Refusal(
        "incomplete",
        f"The period runs to {day(facts.not_over)}, and the figures are as at {day(facts.as_at)}. "
        "Make the report again when the period is over, and publish that.",
    )


def overlaps_no_other(facts: Step) -> Refusal | None:
    """Of two periods that overlap one is published: their difference could tell small numbers."""
    if not facts.overlapping:
        return None
    return Refusal(
        "overlaps",
        f"The report of {facts.overlapping} is published and shares days with this one. What "
        "differs between them could tell small numbers, so this one stays internal.",
    )


def tells_nothing_withheld(facts: Step) -> Refusal | None:
    """Nothing is published from which, with what is published already, a small number could be
    worked out."""
    if not facts.tells:
        return None
    return Refusal(
        "tells-small-numbers",
        "Together with the reports that are published, this version would tell numbers that are "
        "withheld. Make it again: a new version withholds more. If that one is refused too, this "
        "report stays internal.",
    )


def _is(facts: Step, state: State, what: str) -> Refusal | None:
    if facts.state == state:
        return None
    article = "a draft" if state == State.DRAFT else f"a report that is {state.label.lower()}"
    return Refusal(
        f"not-{state.value.replace('_', '-')}",
        f"This version is {State(facts.state).label.lower()}. Only {article} can be {what}.",
    )


COMMENT = (is_a_draft, is_the_latest)
REVIEW = (is_a_draft, is_the_latest)
SEND_BACK = (is_reviewed,)
SIGN_OFF = (is_reviewed, is_the_latest, is_not_its_author)
PUBLISH = (
    is_signed_off,
    is_the_latest,
    is_not_before_its_figures,
    is_of_a_period_that_was_over,
    overlaps_no_other,
    tells_nothing_withheld,
)
