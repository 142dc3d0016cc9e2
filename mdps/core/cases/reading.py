"""Who may read what is encrypted, where it stands outside its own pages, as in the audit trail."""

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from mdps.core.models import User

Reader = Callable[["User", set[UUID]], set[UUID]]
_readers: list[Reader] = []


def reader(function: Reader) -> Reader:
    """Register what says which of some keys are of cases about which a user may read."""
    _readers.append(function)
    return function


def readable(user: "User", keys: set[UUID]) -> set[UUID]:
    """Those of `keys` under which `user` may read; no query where there is no key."""
    return {key for may in _readers for key in may(user, keys)} if keys else set()
