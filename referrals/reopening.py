"""Who must know when a request is taken back to be changed: registered by the floors above.

The panel gives up an agenda place and voids the views its members gave. A function registered
with `@reopening.follows` acts in the same transaction, before the request's row is locked (what
it locks stands above it in docs/locking.md); one registered with `@reopening.asks` says why the
request cannot be taken back now.
"""

import datetime as dt
from collections.abc import Callable, Iterable

from mdps.core.models import User
from mdps.core.rules import Refusal
from referrals.models import SupportRequest

Follower = Callable[[SupportRequest, User, dt.date], None]
Asker = Callable[[SupportRequest], Iterable[Refusal]]

_followers: list[Follower] = []
_askers: list[Asker] = []


def follows(function: Follower) -> Follower:
    """Register what is done when a request is taken back: `function(request, by, on)`."""
    _followers.append(function)
    return function


def asks(function: Asker) -> Asker:
    """Register what refuses that a request is taken back: `function(request)`."""
    _askers.append(function)
    return function


def refusals(request: SupportRequest) -> list[Refusal]:
    """Why the floors above cannot let go of `request` now."""
    return [refusal for ask in _askers for refusal in ask(request)]


def tell(request: SupportRequest, *, by: User, on: dt.date) -> None:
    """Let every floor above do its part."""
    for follow in _followers:
        follow(request, by, on)
