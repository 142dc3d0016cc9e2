"""What a list shows, as a file: CSV and XLSX, safe to open in a spreadsheet."""

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from decimal import Decimal
from typing import Any, TypeVar
from zipfile import ZIP_DEFLATED, ZipFile

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.writer.excel import ExcelWriter

from mdps.core import clock
from mdps.core.lists.columns import Column
from mdps.core.lists.keys import Key, Order
from mdps.core.rules import Refusal

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
CHUNK = 2_000  # rows that are read at once
MOST_IN_A_WORKBOOK = 20_000  # lines; made in memory while the person waits
Records = Iterator[Any]
Answer = TypeVar("Answer", bound=HttpResponseBase)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def harmless(value: object) -> object:
    """`value` so that a spreadsheet shows it and never runs it (numbers and dates stay so).

    Moments become local time without a zone, and control characters are left out: a workbook
    can hold neither.
    """
    if isinstance(value, dt.datetime):
        return value.astimezone(clock.LONDON).replace(tzinfo=None)
    if isinstance(value, Decimal | int | dt.date):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("", str(value))
    return f"'{text}" if text.startswith(FORMULA) else text


def headings(columns: Sequence[Column]) -> list[str]:
    """The first line of the file."""
    return [text for column in columns for text in (column.heading, column.hint) if text]


def values(columns: Sequence[Column], record: Any) -> list[object]:
    """One line of the file: each cell, and its hint where the column has a heading for it."""
    line: list[object] = []
    for column in columns:
        cell = column.of(record)
        line.append(cell.text if cell.raw is None else cell.raw)
        if column.hint:
            line.append(cell.hint)
    return [harmless(value) for value in line]


def by_key(rows: QuerySet, order: Order) -> Iterator[Any]:
    """All of `rows` in `order`, read by their key as the pages are: a million take no more memory
    than a page, and hold no transaction and no cursor. What comes in meanwhile may be among them
    or not; what was there is, once.
    """
    key: Key | None = None
    while True:
        beyond = key.beyond(rows, order) if key else rows
        found = list(order.apply(beyond)[:CHUNK])
        yield from found
        if len(found) < CHUNK:
            return
        key = Key.of(found[-1], order, 0)


def as_csv(rows: Iterable[Any], columns: Sequence[Column], *, name: str) -> HttpResponseBase:
    """All of `rows` as CSV, written as they are read."""
    response = StreamingHttpResponse(_lines(rows, columns), content_type="text/csv; charset=utf-8")
    return _named(response, f"{name}.csv")


def too_many(rows: QuerySet) -> Refusal | None:
    """Why `rows` do not go into a workbook; a CSV takes any number, written as they are read."""
    most = MOST_IN_A_WORKBOOK
    if rows.order_by()[: most + 1].count() <= most:
        return None
    return Refusal(
        "too-many-for-a-workbook",
        f"There are more than {most:,} lines, which is the most an XLSX file holds here. Narrow "
        "the list, for example by its days, or download it as CSV, which holds them all.",
    )


def as_xlsx(rows: Iterable[Any], columns: Sequence[Column], *, name: str) -> HttpResponseBase:
    """All of `rows` as a workbook of one sheet.

    The library writes the sheet to a file of its own first; where that finds no room (OSError),
    nothing of it is left.
    """
    book, content = Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet(name[:31])
    try:
        sheet.append(headings(columns))
        for record in rows:
            sheet.append(values(columns, record))
        with ZipFile(content, "w", ZIP_DEFLATED) as archive:
            ExcelWriter(book, archive).save()
    except OSError:
        with suppress(OSError, ValueError):
            if sheet._writer:  # there once its file could be made
                sheet._writer.cleanup()
        raise
    return _named(HttpResponse(content.getvalue(), content_type=XLSX), f"{name}.xlsx")


def lines_as_csv(
    columns: Sequence[str], lines: Iterable[Iterable[object]], *, name: str
) -> HttpResponse:
    """`lines` that are no records, such as sums, under their headings, as CSV."""
    response = HttpResponse(csv_text(columns, lines), content_type="text/csv; charset=utf-8")
    return _named(response, f"{name}.csv")


def csv_text(columns: Sequence[str], lines: Iterable[Iterable[object]]) -> str:
    """The same as text, with the mark by which a spreadsheet knows UTF-8."""
    return "\ufeff" + "".join(
        _line(harmless(value) for value in line) for line in (columns, *lines)
    )


WRITERS: dict[str, Callable[..., HttpResponseBase]] = {"csv": as_csv, "xlsx": as_xlsx}


def _lines(rows: Iterable[Any], columns: Sequence[Column]) -> Iterator[str]:
    yield "\ufeff" + _line(headings(columns))
    for record in rows:
        yield _line(values(columns, record))


def _line(line: Iterable[object]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(line)
    return buffer.getvalue()


def _named(response: Answer, name: str) -> Answer:
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
