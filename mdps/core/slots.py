"""Page slots: places on a page of a lower floor where a higher floor shows something of its own.

A page asks `slots.fill("supplier", user, supplier)` and renders the sections it gets, in the
order of the floors. An app fills a slot with `@slots.filler("supplier")` when it starts.
Slots in use: `home` (user), `supplier` (user, supplier), `request` (user, request),
`scheme` (user, scheme), `lot` (user, lot), `round` (user, round), `version` (user, version),
`desk` (user, agenda item), `contract` (user, call-off), `budget` (user, budget).
"""

from collections.abc import Callable
from typing import Any

from mdps.core.models import User
from mdps.core.ui import Section

Filler = Callable[..., Section | None]

_fillers: dict[str, list[Filler]] = {}


def filler(slot: str) -> Callable[[Filler], Filler]:
    """Register a function that gives a Section, or None when there is nothing for this user."""

    def register(function: Filler) -> Filler:
        _fillers.setdefault(slot, []).append(function)
        return function

    return register


def fill(slot: str, user: User, *about: Any) -> list[Section]:
    """The sections that the apps give for `slot`."""
    return [section for give in _fillers.get(slot, ()) if (section := give(user, *about))]
