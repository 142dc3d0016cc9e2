"""Several people at once: each function runs in a thread with a connection of its own."""

import inspect
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection

SECONDS = 20


def at_once(*acts: Callable[..., Any]) -> list[Any]:
    """What each of `acts` returned or raised, all started at the same moment.

    An act that takes an argument gets a function that waits there for all the others: for
    controls, which must all have looked before the first one writes.
    """
    start, middle = Barrier(len(acts), timeout=SECONDS), Barrier(len(acts), timeout=SECONDS)

    def run(act: Callable[..., Any]) -> Any:
        try:
            start.wait()
            return act(middle.wait) if inspect.signature(act).parameters else act()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def until_somebody_waits() -> None:
    """Return when another connection to this database waits for a lock."""
    waiting = """
        SELECT count(*) FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'
    """
    for _ in range(5_000):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(waiting)
            if cursor.fetchone()[0]:
                return
    raise AssertionError("Nobody waited for a lock.")
