"""What changed between the figures of two versions, figure by figure. Pure.

Rows of a list are the same row when what names them is the same (a lot, a supplier, a contract),
not when they stand in the same place.
"""

from collections.abc import Iterator
from typing import Any

# What a row is named by: the first of these sets of keys that it has.
NAMES = (
    ("contract",),
    ("supplier", "kind", "expires_on"),
    ("fund", "financial_year", "team"),
    ("event", "on", "supplier", "lot"),
    ("lot",),
    ("category",),
    ("team",),
    ("legal_status",),
    ("words",),
    ("financial_year",),
    ("supplier",),
    ("reason",),
    ("rating",),
    ("outcome",),
    ("commitment",),
    ("question",),
    ("characteristic",),
    ("group",),
    ("kind",),
    ("by",),
    ("name",),
    ("first_day",),
    ("on",),
)
AUDIT_HEAD = "audit_head"
ABOUT = ("as_at", "corrects", AUDIT_HEAD)  # of the version itself, not of what it reports

Path = tuple[str, ...]


def changes(old: dict, new: dict) -> list[dict[str, Any]]:
    """Each figure that differs: `figure` (its place, in words), `old` and `new`, None where there
    is none. In the order of the new figures, then what is gone.
    """
    was, now = flat(old), flat(new)
    places = [*now, *(path for path in was if path not in now)]
    return [
        {"figure": ", ".join(path), "old": was.get(path), "new": now.get(path)}
        for path in places
        if was.get(path) != now.get(path)
    ]


def flat(figures: dict) -> dict[Path, str]:
    """Every plain value, in words, with the way to it; without what is of the version itself."""
    about = {key: value for key, value in figures.items() if key not in ABOUT}
    return dict(_leaves(about, ()))


def _leaves(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _leaves(part, (*path, _words(key)))
    elif isinstance(value, list):
        for name, part in _named(value):
            yield from _leaves(part, (*path, name))
    else:
        yield path, _said(value)


def _named(rows: list) -> Iterator[tuple[str, Any]]:
    """Each row under its name; of two with one name the second is `name (2)`."""
    seen: dict[str, int] = {}
    for row in rows:
        name = _name(row)
        seen[name] = seen.get(name, 0) + 1
        yield (name if seen[name] == 1 else f"{name} ({seen[name]})"), row


def _name(row: Any) -> str:
    if not isinstance(row, dict):
        return str(row)
    for keys in NAMES:
        if all(key in row for key in keys):
            return " ".join(_label(key, row[key]) for key in keys)
    return "row"


def _label(key: str, value: Any) -> str:
    return f"lot {value}" if key == "lot" else str(value)


def _words(key: str) -> str:
    return key.replace("_", " ")


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "none" if value is None else str(value)
