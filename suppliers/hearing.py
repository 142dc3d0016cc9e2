"""Who must hear of a suspension, and of its end by reinstatement: the floors above register here.

A lower floor names no higher one. A listener is called in the transaction of the act and is part of
it: if it fails, nothing is suspended or reinstated.
"""

import datetime as dt
from collections.abc import Callable

from mdps.core.models import User
from suppliers.models import AdmissionSuspension

Listener = Callable[[AdmissionSuspension, User, dt.date], None]

_of_suspensions: list[Listener] = []
_of_reinstatements: list[Listener] = []


def on_suspended(function: Listener) -> Listener:
    """Register a function that is called with the suspension, who decided it, and the day."""
    _of_suspensions.append(function)
    return function


def on_reinstated(function: Listener) -> Listener:
    """Register a function that is called with each suspension that a reinstatement has ended."""
    _of_reinstatements.append(function)
    return function


def suspended(suspension: AdmissionSuspension, *, by: User, on: dt.date) -> None:
    """Tell every listener, inside the caller's transaction."""
    for listener in _of_suspensions:
        listener(suspension, by, on)


def reinstated(suspension: AdmissionSuspension, *, by: User, on: dt.date) -> None:
    """Tell every listener, inside the caller's transaction."""
    for listener in _of_reinstatements:
        listener(suspension, by, on)
