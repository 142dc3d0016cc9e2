"""Who must hear of a suspension in its own transaction: the floors above register here.

A lower floor names no higher one. What a listener does is part of the act: if it fails, nothing
is suspended.
"""

import datetime as dt
from collections.abc import Callable

from mdps.core.models import User
from suppliers.models import AdmissionSuspension

Listener = Callable[[AdmissionSuspension, User, dt.date], None]

_listeners: list[Listener] = []


def on_suspended(function: Listener) -> Listener:
    """Register a function that is called with the suspension, who decided it, and the day."""
    _listeners.append(function)
    return function


def suspended(suspension: AdmissionSuspension, *, by: User, on: dt.date) -> None:
    """Tell every listener, inside the caller's transaction."""
    for listener in _listeners:
        listener(suspension, by, on)
