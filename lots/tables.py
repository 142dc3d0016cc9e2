"""The tables of lots: rules, versions and their rows, and the comparison of two versions."""

import datetime as dt
from collections.abc import Iterable, Sequence

from lots.compare import Change, compare
from lots.models import LotRule, LotVersion
from lots.version_rules import Text
from mdps.core import cells
from mdps.core.ui import Cell, Heading, Table, Tag
from mdps.core.words import day

Kind = LotVersion.Kind
NOW, TO_COME, EARLIER = Tag("Now", "green"), Tag("To come", "blue"), Tag("Earlier", "grey")
CHANGES = {
    Change.Kind.SAME: Tag("Same", "grey"),
    Change.Kind.CHANGED: Tag("Changed", "yellow"),
    Change.Kind.NEW: Tag("New", "green"),
    Change.Kind.GONE: Tag("Taken out", "red"),
}


def version_table(rows: Sequence[Text], kind: str) -> Table:
    """What a version or a draft asks, row by row."""
    is_criteria = kind == Kind.CRITERIA
    return Table(
        headings=[
            Heading("Criterion" if is_criteria else "Heading"),
            Heading("What shows it" if is_criteria else "Text"),
            *([Heading("Judged")] if is_criteria else []),
        ],
        rows=[
            [
                Cell(f"{row.number}. {row.heading}"),
                Cell(row.text or "Nothing more"),
                *([Cell(judged(row))] if is_criteria else []),
            ]
            for row in rows
        ],
        caption=Kind(kind).label,
        empty="Nothing is in force yet.",
    )


def judged(row: Text) -> str:
    """`Pass or fail`, or `0 to 10 points, passed from 6`."""
    if row.most_points is None:
        return "Pass or fail"
    return f"0 to {row.most_points} points, passed from {row.least_points}"


def rules_table(rules: Iterable[LotRule], *, on: dt.date) -> Table:
    """Every rule of a lot, the newest first; which one holds on the day `on` is marked."""
    newest_first = sorted(rules, key=lambda each: (each.effective_from, each.pk), reverse=True)
    holds = next((each for each in newest_first if each.effective_from <= on), None)
    return Table(
        headings=[Heading("Rule"), Heading("From"), Heading("Why"), Heading("Set by")],
        rows=[
            [
                Cell(each.get_opening_display(), tag=_when(each.effective_from, each == holds, on)),
                cells.date(each.effective_from),
                Cell(each.reason),
                Cell(str(each.recorded_by or "With the scheme")),
            ]
            for each in newest_first
        ],
        caption="How the lot could be applied for",
    )


def versions_table(versions: Iterable[LotVersion], *, on: dt.date) -> Table:
    """Every version of a lot; those that are in force on the day `on` are marked."""
    listed = list(versions)
    return Table(
        headings=[Heading("Version"), Heading("From"), Heading("Why"), Heading("Put in force by")],
        rows=[
            [
                Cell(
                    f"{each.get_kind_display()}, version {each.number}",
                    url=each.get_absolute_url(),
                    tag=_when(each.effective_from, each == in_force_of(listed, each.kind, on), on),
                ),
                Cell(day(each.effective_from), raw=each.effective_from),
                Cell(each.reason),
                Cell(str(each.put_in_force_by or "With the scheme")),
            ]
            for each in listed
        ],
        caption="All versions",
    )


def in_force_of(versions: Iterable[LotVersion], kind: str, on: dt.date) -> LotVersion | None:
    """Which of `versions` is in force on the day `on`."""
    begun = [each for each in versions if each.kind == kind and each.effective_from <= on]
    return max(begun, key=lambda each: (each.effective_from, each.number), default=None)


def comparison_table(old: Sequence[Text], new: Sequence[Text], kind: str) -> Table:
    """What a version changes of the one before, row by row."""
    return Table(
        headings=[Heading("What becomes of it"), Heading("Before"), Heading("After")],
        rows=[
            [
                Cell("", tag=CHANGES[each.kind]),
                _side(each.old, kind),
                _side(each.new, kind),
            ]
            for each in compare(old, new)
        ],
        caption="What changes",
        empty="Nothing is written yet.",
    )


def _side(row: Text | None, kind: str) -> Cell:
    if row is None:
        return Cell("Not there")
    score = f"\n{judged(row)}" if kind == Kind.CRITERIA else ""
    return Cell(f"{row.number}. {row.heading}", hint=f"{row.text}{score}".strip())


def _when(since: dt.date, holds: bool, on: dt.date) -> Tag:
    if holds:
        return NOW
    return TO_COME if since > on else EARLIER
