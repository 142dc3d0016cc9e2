"""What no constraint can hold is derived again each night: each app names its checks.

    @integrity.check("Ledger")
    def is_the_sum_of_its_lines() -> Iterator[str]: ...

A check yields a sentence for whatever is wrong, with the reference and the figures.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from mdps.core import clock, notices, words
from mdps.core.models import DataCheck, User

Check = Callable[[], Iterator[str]]
MOST_KEPT = 200

_checks: dict[str, list[Check]] = {}


@dataclass(frozen=True)
class Finding:
    """What a check of `subject` found wrong, in a sentence."""

    subject: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.subject}: {self.sentence}"


def check(subject: str) -> Callable[[Check], Check]:
    """Register a check of `subject`."""

    def register(function: Check) -> Check:
        _checks.setdefault(subject, []).append(function)
        return function

    return register


def subjects() -> list[str]:
    """What is checked."""
    return sorted(_checks)


def findings() -> Iterator[Finding]:
    """Everything that is wrong now, subject by subject. Reads only."""
    for subject in subjects():
        for each in _checks[subject]:
            yield from (Finding(subject, sentence) for sentence in each())


def run(*, night: dt.date | None = None) -> DataCheck:
    """Check everything, write the result down, and tell system administrators what is wrong.

    Raises IntegrityError, and tells nobody, where the check of that `night` is written down.
    """
    found = [str(each) for each in findings()]
    with transaction.atomic():
        done = DataCheck.objects.create(
            checked_at=clock.now(), night=night, problems=len(found), sentences=found[:MOST_KEPT]
        )
        if found:
            notices.tell(
                User.objects.holding("system_administrator"),
                f"The nightly check of the data found {words.count(len(found), 'thing')} wrong",
                url="/health/detail/",
            )
    return done


def run_nightly(*, night: dt.date) -> None:
    """Do it once for a night, also where two schedulers ask, or the broker asks twice."""
    try:
        run(night=night)
    except IntegrityError:
        if not DataCheck.objects.filter(night=night).exists():
            raise
