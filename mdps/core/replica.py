"""A replica of the database, from which the figures of reports are read where there is one.

`DATABASE_REPLICA_URL` names it: a hot standby that PostgreSQL keeps up by streaming. Only what runs
inside `reading` is asked of it, and nothing is ever written there.
"""

import datetime as dt
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections

from mdps.core import words

REPLICA = "replica"
A_MOMENT = 2.0  # seconds in which a replica that keeps up has what was written just now
PACE = 0.05  # seconds between two looks how far it is
DOES_NOT_ANSWER = -1

# A place in the log that PostgreSQL writes ahead: everything acknowledged lies before it.
WRITTEN = "SELECT pg_current_wal_flush_lsn()::text, clock_timestamp()"
REPLAYED = """
SELECT pg_is_in_recovery(), pg_last_wal_replay_lsn() >= %s::pg_lsn, pg_last_xact_replay_timestamp()
"""

_reading: ContextVar[bool] = ContextVar("reading_the_replica", default=False)


class Unusable(Exception):
    """Why the replica is not read now, in a sentence."""


class Router:
    """Sends what is read inside `reading` to the replica; everything else to the main database."""

    def db_for_read(self, model: Any, **hints: Any) -> str:
        return REPLICA if _reading.get() else DEFAULT_DB_ALIAS

    def db_for_write(self, model: Any, **hints: Any) -> str:
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool:
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db != REPLICA


@dataclass(frozen=True)
class Standing:
    """How far the replica is: `has_all` of what was acknowledged when it was asked, else `behind`
    by so many seconds."""

    has_all: bool
    behind: int

    def __str__(self) -> str:
        return f"{words.count(self.behind, 'second')} behind"


def is_named() -> bool:
    """Whether this installation has a replica."""
    return REPLICA in settings.DATABASES


def standing(within: float = A_MOMENT) -> Standing:
    """How far the replica is with what is acknowledged now: as soon as it has all of it, or after
    so many seconds. Asks both databases; raises Unusable where it does not answer or is none.

    It needs a moment for what was written just now; without one a replica on which nothing has
    happened for an hour would seem to be an hour behind.
    """
    written, until = _written(), time.monotonic() + within
    while not (found := _seen_from(*written)).has_all and time.monotonic() < until:
        time.sleep(PACE)
    return found


def wait_for_all() -> None:
    """Return when the replica has everything that is acknowledged now.

    Raises Unusable after MDPS_REPLICA_WAIT seconds, or at once where it does not answer.
    """
    found = standing(within=settings.MDPS_REPLICA_WAIT)
    if not found.has_all:
        raise Unusable(f"the replica is {found}")


def _written() -> tuple[str, dt.datetime]:
    """How far the main database has written its log, and its clock."""
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN)
        return cursor.fetchone()


def _seen_from(place: str, now: dt.datetime) -> Standing:
    """How far the replica is, seen from a place in the log of the main database at its `now`."""
    try:
        with connections[REPLICA].cursor() as cursor:
            cursor.execute(REPLAYED, [place])
            follows, has_all, last = cursor.fetchone()
    except DatabaseError as error:
        connections[REPLICA].close()
        raise Unusable("the replica does not answer") from error
    if not follows:
        raise Unusable("what DATABASE_REPLICA_URL names is no replica")
    late = (now - last).total_seconds() if last and not has_all else 0
    return Standing(has_all, max(0, int(late)))


@contextmanager
def reading() -> Iterator[None]:
    """What the block reads through models is read from the replica."""
    before = _reading.set(True)
    try:
        yield
    finally:
        _reading.reset(before)


def in_words() -> str:
    """For the operators: how far it is, or why it cannot be read."""
    if not is_named():
        return "none"
    try:
        return str(standing())
    except Unusable as error:
        return str(error)


def seconds_behind() -> int:
    """For monitoring: how far it is behind; nought where there is none, -1 where it cannot be
    read."""
    try:
        return standing().behind if is_named() else 0
    except Unusable:
        return DOES_NOT_ANSWER
