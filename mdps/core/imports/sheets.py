"""Reading CSV and XLSX as lines of named cells, however a finance system wrote them.

Amounts and ids stay text until they are asked for: nothing is ever read as a float.
"""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from mdps.core.imports.workbooks import rows_of
from mdps.core.money import NotMoney, parse_gbp
from mdps.core.rules import Refusal, Refused
from mdps.core.words import listed

MOST_LINES = 2000
ENCODINGS = ("utf-8-sig", "cp1252")
DAYS = ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y")


@dataclass(frozen=True)
class Column:
    """A heading that the file has, or may have; capitals and spaces do not matter."""

    heading: str
    example: str
    required: bool = True


@dataclass(frozen=True)
class Line:
    """One line of the sheet; the headings are line 1. Each getter refuses what it cannot read."""

    number: int
    cells: Mapping[str, str]

    def text(self, heading: str, *, empty: bool = False, most: int = 200) -> str:
        """At most so many characters; nothing only where it may be `empty`."""
        value = " ".join(self.cells.get(_plain(heading), "").split())
        if not value and not empty:
            raise _bad(heading, "is empty")
        if len(value) > most:
            raise _bad(heading, f"has {len(value)} characters. Shorten it to {most}")
        return value

    def has(self, heading: str) -> bool:
        """Whether the sheet has that column, whatever is in it."""
        return _plain(heading) in self.cells

    def choice(self, heading: str, choices: Sequence[tuple[str, Any]]) -> str:
        """One of `choices` (value and label), by its label or value; capitals do not matter."""
        text = self.text(heading)
        for value, label in choices:
            if text.casefold() in (str(value).casefold(), str(label).casefold()):
                return value
        labels = listed([str(label) for _, label in choices], "or")
        raise _bad(heading, f"is “{text}”. Enter {labels}")

    def is_yes(self, heading: str) -> bool:
        """Yes or no; nothing is no."""
        text = self.text(heading, empty=True).casefold()
        if text not in ("", "yes", "y", "no", "n"):
            raise _bad(heading, f"is “{text}”. Enter yes or no")
        return text in ("yes", "y")

    def pounds(self, heading: str) -> Decimal:
        """GBP; a minus or brackets, as finance systems write them, make it negative."""
        text = self.text(heading)
        negative = text.startswith(("-", "−", "£-")) or (text[0] == "(" and text[-1] == ")")
        try:
            amount = parse_gbp(text.strip("()").replace("-", "", 1).replace("−", "", 1))
        except NotMoney as error:
            raise _bad(heading, f"is “{text}”. Enter pounds and pence, like 1,234.50") from error
        return -amount if negative else amount

    def day(self, heading: str) -> dt.date:
        text = self.text(heading)
        for format_ in DAYS:
            try:
                return dt.datetime.strptime(text, format_).date()  # noqa: DTZ007 - a day has no zone
            except ValueError:
                continue
        raise _bad(heading, f"is “{text}”. Enter a day like 31/05/2026")

    def whole(self, heading: str) -> int:
        text = self.text(heading)
        if not text.removeprefix("-").isdecimal() or len(text) > 9:
            raise _bad(heading, f"is “{text}”. Enter a whole number")
        return int(text)


def read(content: bytes, columns: Sequence[Column]) -> list[Line]:
    """The lines below the headings; lines with nothing in them are left out.

    CSV in UTF-8 or as Excel writes it, with commas, semicolons or tabs; or the first sheet of a
    workbook. Raises Refused for anything else, for a heading that is missing, and for too many.
    """
    rows = iter(
        rows_of(content, most=MOST_LINES + 2) if content.startswith(b"PK") else _csv(content)
    )
    first = next(rows, None)
    if first is None:
        raise _refused("empty-file", "The file has no line in it. Choose another one.")
    headings = _headings(first, columns)
    lines: list[Line] = []
    for number, cells in enumerate(rows, start=2):
        if any(cells[len(headings) :]):
            raise _refused(
                "too-many-cells",
                f"Line {number} has more cells than the first line has headings. "
                "Put a value that has a comma in it between double quotes.",
            )
        if any(cells):
            lines.append(Line(number, dict(zip(headings, cells, strict=False))))
        if len(lines) > MOST_LINES:
            raise _refused(
                "too-many-lines",
                f"The file has more than {MOST_LINES:,} lines, which is the most that can be "
                "imported at once. Split it.",
            )
    if not lines:
        raise _refused("empty-file", "The file has no line below its headings.")
    return lines


def _headings(first: list[str], columns: Sequence[Column]) -> list[str]:
    """The headings of the first line. Raises Refused for one that is there twice, or missing."""
    headings = [_plain(cell) for cell in first]
    while headings and not headings[-1]:
        headings.pop()
    if twice := sorted({each for each in headings if each and headings.count(each) > 1}):
        raise _refused(
            "column-twice", f"The first line has {listed(twice)} twice. Take one of them out."
        )
    missing = [
        each.heading for each in columns if each.required and _plain(each.heading) not in headings
    ]
    if missing:
        raise _refused(
            "no-column", f"The first line has no {listed(missing)}. Add it, then try again."
        )
    return headings


def _csv(content: bytes) -> Iterator[list[str]]:
    """Row by row, since a file of nothing but line ends holds millions of them."""
    text = _decoded(content)
    first = text.partition("\n")[0]
    delimiter = max((",", ";", "\t"), key=first.count)
    try:
        for row in csv.reader(io.StringIO(text), delimiter=delimiter):
            yield [cell.strip() for cell in row]
    except csv.Error as error:
        raise _refused("unreadable", "The file cannot be read. Save it as CSV again.") from error


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    for encoding in ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise _refused("unreadable", "The file is no text. Save it as CSV in UTF-8, or as XLSX.")


def _plain(heading: Any) -> str:
    return " ".join(str(heading).lower().replace("_", " ").split())


def _bad(heading: str, what: str) -> Refused:
    return _refused("bad-cell", f"{heading} {what}.")


def _refused(code: str, message: str) -> Refused:
    return Refused([Refusal(code, message, field="file")])


def as_rows(lines: Iterable[Line]) -> list[list[Any]]:
    """What `lines` are, to be carried to the next page."""
    return [[line.number, dict(line.cells)] for line in lines]


def of_rows(rows: Iterable[Sequence[Any]]) -> list[Line]:
    """The lines that `as_rows` was given."""
    return [Line(number, cells) for number, cells in rows]
