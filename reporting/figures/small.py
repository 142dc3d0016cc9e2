"""Small numbers: counts of children and of requests from 1 to 4 are withheld from the public.

A table of parts that add up to a known total is cut by `cut`, which also withholds further rows,
so that nothing can be worked out by subtraction. A row is withheld with its amounts, and does not
say whether it was small itself.

Why that holds: every row whose value is among those withheld is withheld, whatever its name, and
at least two of the values differ. So the withheld rows could change places and the same would be
published: each can have any of these values, also for a reader who knows this code. A later
version withholds exactly what was withheld before, or everything: otherwise the difference of two
versions would tell.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

SMALL = range(1, 5)
WITHHELD = "withheld"
EVERYTHING = None

Cut = frozenset[str] | None


@dataclass(frozen=True)
class Earlier:
    """What an earlier published version withheld of the same table."""

    cut: Cut


def is_small(count: int) -> bool:
    """Whether a count by itself is not published."""
    return count in SMALL


def cut(
    counts: Mapping[str, int],
    earlier: Earlier | None = None,
    also: frozenset[str] = frozenset(),
) -> Cut:
    """The rows of a table to withhold; EVERYTHING where no choice of rows would do, and then the
    total too. `counts` are all the parts of the total; `also` is withheld for another's sake."""
    if is_small(sum(counts.values())) or (earlier and earlier.cut is EVERYTHING):
        return EVERYTHING
    small = frozenset(name for name, count in counts.items() if is_small(count))
    before = earlier.cut or frozenset() if earlier else frozenset()
    found = _with_company(small | (before | also) & counts.keys(), counts)
    return found if earlier is None or found == before else EVERYTHING


def _with_company(withheld: frozenset[str], counts: Mapping[str, int]) -> Cut:
    """`withheld` and as many more rows, the smallest first and equal ones together, as it takes
    until two of the values differ. Rows of nought come last: they hide the least."""
    rest = sorted({count for name, count in counts.items() if name not in withheld} - {0})
    for value in (*rest, 0):
        if not withheld or len({counts[name] for name in withheld}) > 1:
            return withheld
        withheld |= {name for name, count in counts.items() if count == value}
    return withheld if len({counts[name] for name in withheld}) > 1 else EVERYTHING


def together(cuts: Iterable[Cut]) -> list[Cut]:
    """The cuts of several tables with one total: where one withholds the total, all must."""
    found = list(cuts)
    return [EVERYTHING] * len(found) if EVERYTHING in found else found


def withhold(rows: Iterable[dict], key: str, names: Cut, fields: Collection[str]) -> list[dict]:
    """`rows` with `fields` withheld of those whose `key` is among `names`, or of all of them."""
    return [
        row | dict.fromkeys(fields, WITHHELD)
        if names is EVERYTHING or str(row[key]) in names
        else row
        for row in rows
    ]


def alone(figures: dict, names: Collection[str]) -> dict:
    """`figures` with the small ones of `names` withheld, where these are parts of no total."""
    return {
        name: WITHHELD if name in names and is_small(value) else value
        for name, value in figures.items()
    }


def counts_of(rows: Iterable[Mapping[str, Any]], key: str, field: str) -> dict[str, int]:
    """The parts of a table, by the names of its rows."""
    return {str(row[key]): row[field] for row in rows}


def earlier_in(rows: Iterable[Mapping[str, Any]], key: str, field: str) -> Earlier:
    """What a published table withheld; where that was each of its rows, everything."""
    rows = list(rows)
    found = frozenset(str(row[key]) for row in rows if row[field] == WITHHELD)
    return Earlier(EVERYTHING if rows and len(found) == len(rows) else found)
