"""What waits for whom. Each app registers what it knows; the home page only renders.

An app says which records wait and what they are called there, and does not read them: those of all
apps are read together, in one query, however many kinds there are.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from itertools import chain
from typing import Any

from django.db.models import QuerySet

from mdps.core import together, words
from mdps.core.models import User
from mdps.core.permissions import Permission


@dataclass(frozen=True, kw_only=True)
class Task:
    """One thing that waits for a person: what, where to do it, why, and since when.

    `all_url` is the list on which everything of the task's group stands.
    """

    title: str
    url: str
    why: str
    since: dt.date
    due: dt.date | None = None
    group: str = "Waiting for you"
    all_url: str = ""

    @property
    def countdown(self) -> str:
        """`12 days left` to the day it is due; nothing where it is due on none."""
        return words.countdown(self.due) if self.due else ""


@dataclass(frozen=True)
class Group:
    """Tasks of one kind: those shown, how many there are in words, and where all of them are."""

    title: str
    tasks: tuple[Task, ...]
    count: str
    all_url: str = ""


@dataclass(frozen=True)
class Waiting:
    """Records of one kind that wait for somebody, of which at most the first MOST_READ are read,
    and what each of them gives to do: mostly one task, or none."""

    records: QuerySet[Any]
    tasks: Callable[[Any], Iterable[Task]]


Source = Callable[[User], Iterable[Waiting]]

_sources: list[Source] = []

MOST_READ = 50
MOST_SHOWN = 10


def source(*permissions: Permission) -> Callable[[Source], Source]:
    """Register a function that yields what may wait for a user, without reading it.

    It is asked for those who hold one of `permissions`; for everybody where none is named.
    """

    def register(function: Source) -> Source:
        @wraps(function)
        def asked(user: User) -> Iterable[Waiting]:
            may_wait = not permissions or user.permissions.intersection(permissions)
            return function(user) if may_wait else ()

        _sources.append(asked)
        return asked

    return register


def waiting_for(user: User) -> list[Group]:
    """Everything that waits for `user`: groups in the order first met, most urgent first inside.

    Urgent is: the earliest due day first (none is last), then the longest waiting. One query.
    """
    groups: dict[str, list[Task]] = {}
    may_wait = [each for function in _sources for each in function(user)]
    found = together.read(*(_first(each.records) for each in may_wait))
    for each, records in zip(may_wait, found, strict=True):
        for task in chain.from_iterable(map(each.tasks, records)):
            groups.setdefault(task.group, []).append(task)
    return [_group(title, sorted(tasks, key=_urgency)) for title, tasks in groups.items()]


def _first(records: QuerySet[Any]) -> QuerySet[Any]:
    return records if records.query.is_sliced else records[:MOST_READ]


def _group(title: str, tasks: list[Task]) -> Group:
    """The most urgent of `tasks`, where the others can be found on a list; else all of them."""
    all_url = next((task.all_url for task in tasks if task.all_url), "")
    shown = tasks[:MOST_SHOWN] if all_url else tasks
    count = f"{MOST_READ}+" if len(tasks) >= MOST_READ else str(len(tasks))
    return Group(title, tuple(shown), count, all_url if len(shown) < len(tasks) else "")


def _urgency(task: Task) -> tuple[dt.date, dt.date]:
    return (task.due or dt.date.max, task.since)
