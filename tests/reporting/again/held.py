"""Frozen figures held against the same figures out of plain SQL, value by value."""

from itertools import chain
from typing import Any


def differences(figures: Any, again: Any, way: str = "") -> list[str]:
    """Each value of `figures` that `again` does not have in the same place, and the other way
    round. A figure that nobody works out again is one of them."""
    if isinstance(figures, dict) and isinstance(again, dict):
        missing = [f"{way}.{key} is worked out by no SQL" for key in figures.keys() - again.keys()]
        spare = [f"{way}.{key} is no figure" for key in again.keys() - figures.keys()]
        both = figures.keys() & again.keys()
        inside = (differences(figures[key], again[key], f"{way}.{key}") for key in sorted(both))
        return [*missing, *spare, *chain.from_iterable(inside)]
    if isinstance(figures, list) and isinstance(again, list) and len(figures) == len(again):
        pairs = enumerate(zip(figures, again, strict=True))
        inside = (differences(one, other, f"{way}[{n}]") for n, (one, other) in pairs)
        return list(chain.from_iterable(inside))
    if type(figures) is type(again) and figures == again:
        return []
    return [f"{way} is {figures!r}, and {again!r} by plain SQL"]
