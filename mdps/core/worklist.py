"""What waits for whom. Each app registers what it knows; the home page only renders."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from mdps.core.models import User


@dataclass(frozen=True, kw_only=True)
class Task:
    """One thing that waits for a person: what, where to do it, why, and since when."""

    title: str
    url: str
    why: str
    since: dt.date
    due: dt.date | None = None
    group: str = "Waiting for you"


@dataclass(frozen=True)
class Group:
    """Tasks of one kind; `more` is how many are not listed, `url` where all of them are."""

    title: str
    tasks: tuple[Task, ...]


Source = Callable[[User], Iterable[Task]]

_sources: list[Source] = []

MOST_SHOWN = 10


def source(function: Source) -> Source:
    """Register a function that yields what waits for a user."""
    _sources.append(function)
    return function


def waiting_for(user: User) -> list[Group]:
    """Everything that waits for `user`: groups in the order first met, most urgent first inside.

    Urgent is: the earliest due day first (none is last), then the longest waiting.
    """
    groups: dict[str, list[Task]] = {}
    for function in _sources:
        for task in function(user):
            groups.setdefault(task.group, []).append(task)
    return [Group(title, tuple(sorted(tasks, key=_urgency))) for title, tasks in groups.items()]


def _urgency(task: Task) -> tuple[dt.date, dt.date]:
    return (task.due or dt.date.max, task.since)
