"""The floors above hear, in the same transaction, when a line no longer needs what it holds.

They may hold a budget's money for a line. When the line lapses, or its request is withdrawn, they
give it back at once. A listener never refuses: giving back makes room (docs/locking.md).
"""

import datetime as dt
from collections.abc import Callable

from mdps.core.models import User
from referrals.models import RequestLine

Listener = Callable[[RequestLine, User | None, dt.date], None]

_listeners: list[Listener] = []


def on_freed(listener: Listener) -> Listener:
    """Register a function of line, person (None: the system) and day; called at start-up."""
    _listeners.append(listener)
    return listener


def freed(line: RequestLine, *, by: User | None, on: dt.date) -> None:
    """Tell that what is not awarded of `line` will not be used. The caller holds the line."""
    for listener in _listeners:
        listener(line, by, on)
