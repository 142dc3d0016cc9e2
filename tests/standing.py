"""A world that stands in the database beneath the transactions of the tests that ask for it.

It is built once and stays from one module to the next; the first test that did not ask for it takes
it back (tests/conftest.py). A test that asks later has it built anew.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction


class Standing:
    """`build` makes the world, in a transaction that is never committed."""

    def __init__(self, build: Callable[[], object]):
        self.build = build
        self.blocker: Any = None  # pytest-django's; there once the database is
        self.around: transaction.Atomic | None = None

    @contextmanager
    def for_those_who_ask(self, blocker: Any) -> Iterator[None]:
        """Nothing can be built before the database is there; nothing stays when it goes."""
        self.blocker = blocker
        self.have()
        yield
        self.leave()

    def have(self) -> None:
        """Build it where it does not stand, and the database is there."""
        if self.blocker and not self.around:
            with self.blocker.unblock():
                self.around = transaction.atomic()
                self.around.__enter__()
                self.build()

    def leave(self) -> None:
        """Take it back where it stands."""
        if self.around:
            with self.blocker.unblock():
                transaction.set_rollback(True)
                self.around.__exit__(None, None, None)
            self.around = None
