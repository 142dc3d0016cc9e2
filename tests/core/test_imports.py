"""Sheets are read however they were written, and imported as a whole or not at all."""

import datetime as dt
import io
import struct
import zipfile
from decimal import Decimal

import pytest
from openpyxl import Workbook

from mdps.core.imports import Column, Known, Line, Outcome, read, run
from mdps.core.imports.workbooks import MOST_UNPACKED
from mdps.core.models import Team
from mdps.core.rules import Refusal, Refused

COLUMNS = (Column("Name", "Café"), Column("Net amount", "1.00"), Column("Note", "", required=False))
TEXT = "Name,Net amount\nCafé,£12.50\n\nBar,1.00\n"


def codes(content: bytes) -> list[str]:
    with pytest.raises(Refused) as refused:
        read(content, COLUMNS)
    return [each.code for each in refused.value.refusals]


def workbook(*rows: tuple[object, ...]) -> bytes:
    book, content = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(content)
    return content.getvalue()


def again(content: bytes, **changed: bytes | None) -> bytes:
    """The workbook zipped again with the member ending in each name replaced, or left out."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            stem = name.rpartition("/")[2].partition(".")[0]
            member = changed.get(stem, old.read(name))
            if member is not None:
                new.writestr(name, member, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def in_directory(content: bytes, offset: int, value: int) -> bytes:
    """`content` with two bytes changed, at `offset` of each entry of the archive's directory and of
    the entry's own head (which has no version of its maker, and so begins two bytes later)."""
    found = bytearray(content)
    for mark, earlier in ((b"PK\x01\x02", 0), (b"PK\x03\x04", 2)):
        at = content.find(mark)
        while at >= 0:
            struct.pack_into("<H", found, at + offset - earlier, value)
            at = content.find(mark, at + 4)
    return bytes(found)


def broken_data(content: bytes) -> bytes:
    """`content` with the packed bytes of its worksheet overwritten."""
    found = bytearray(content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        at = archive.getinfo("xl/worksheets/sheet1.xml").header_offset
    start = at + 30 + len("xl/worksheets/sheet1.xml")
    found[start : start + 40] = b"\xff" * 40
    return bytes(found)


SHEET = workbook(("Name", "Net amount"), ("Bar", 1))
HUGE = b"<worksheet>" + b" " * MOST_UNPACKED + b"</worksheet>"
LAUGHS = b"""<!DOCTYPE a [<!ENTITY a0 "ha"><!ENTITY a1 "&a0;&a0;&a0;&a0;&a0;&a0;&a0;&a0;&a0;&a0;">
<!ENTITY a2 "&a1;&a1;&a1;&a1;&a1;&a1;&a1;&a1;&a1;&a1;">]><worksheet>&a2;"""


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(in_directory(SHEET, 8, 0x1), id="a password"),
        pytest.param(in_directory(SHEET, 10, 99), id="a packing that is unknown"),
        pytest.param(in_directory(SHEET, 6, 199), id="a version to come"),
        pytest.param(broken_data(SHEET), id="packed data that is broken"),
        pytest.param(SHEET[:-30], id="cut off at its end"),
        pytest.param(again(SHEET, sheet1=None), id="no worksheet in it"),
        pytest.param(again(SHEET, workbook=None), id="no list of worksheets in it"),
        pytest.param(again(SHEET, workbook=b"<workbook/>"), id="a list without worksheets"),
        pytest.param(again(SHEET, sheet1=b"<worksheet><sheetData><row>"), id="a worksheet cut off"),
        pytest.param(again(SHEET, styles=b"<styleSheet><x y='1'/>"), id="styles cut off"),
        pytest.param(
            again(SHEET, workbook=b"<workbook a='1'/>"), id="an attribute that is unknown"
        ),
        pytest.param(again(SHEET, sheet1=LAUGHS), id="entities within entities"),
    ],
)
def test_a_workbook_that_was_made_to_break_the_reader_is_refused(content: bytes) -> None:
    assert codes(content) == ["unreadable"]


def test_a_workbook_that_unpacks_to_more_than_20_megabytes_is_refused_before_it_is_unpacked() -> (
    None
):
    bomb = again(SHEET, sheet1=HUGE)

    assert len(bomb) < MOST_UNPACKED // 500
    assert codes(bomb) == ["too-large"]


def test_a_workbook_that_says_it_is_small_is_read_no_further_than_it_says() -> None:
    bomb = bytearray(again(SHEET, sheet1=HUGE))
    size = struct.pack("<I", len(HUGE))
    assert bytes(bomb).count(size) == 2

    assert codes(bytes(bomb).replace(size, struct.pack("<I", 100))) == ["unreadable"]


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("cp1252"),
        TEXT.encode("utf-16"),
        TEXT.replace(",", ";").encode(),
        TEXT.replace(",", "\t").encode(),
        TEXT.replace("\n", "\r\n").encode(),
        workbook(("Name", "NET_AMOUNT"), ("Café", 12.5), (None, None), ("Bar", 1)),
        workbook(("Name", "Net amount", None), ("Café", "£12.50"), (), ("Bar", 1.0)),
    ],
)
def test_a_sheet_reads_the_same_however_it_was_written(content: bytes) -> None:
    lines = read(content, COLUMNS)

    assert [(each.number, each.text("Name"), each.pounds("Net amount")) for each in lines] == [
        (2, "Café", Decimal("12.50")),
        (4, "Bar", Decimal("1.00")),
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty-file"),
        (b"Name,Net amount\n", "empty-file"),
        (b"Name,Net\nCafe,1.00\n", "no-column"),
        (b"PK\x03\x04 no workbook", "unreadable"),
        (b"\x81\x8d\x8f\x90\x9d", "unreadable"),
        (b"Name,Net amount\nBar\x00,1.00\n", "unreadable"),
        (b"Name,Net amount,name\nBar,1.00,Foo\n", "column-twice"),
        (b"Name,Net amount\nBar,1,234.50\n", "too-many-cells"),
        (workbook(("Name", "Net amount"), *[("Bar", 1)] * 2001), "too-many-lines"),
        (b"Name,Net amount\n" + b"Bar,1.00\n" * 2001, "too-many-lines"),
    ],
)
def test_a_file_that_cannot_be_imported_says_why(content: bytes, code: str) -> None:
    assert codes(content) == [code]


@pytest.mark.parametrize(
    ("text", "amount"),
    [("1,234.50", "1234.50"), ("£0.01", "0.01"), ("-5.00", "-5.00"), ("(5.00)", "-5.00")],
)
def test_amounts_as_finance_writes_them(text: str, amount: str) -> None:
    assert Line(2, {"net": text}).pounds("Net") == Decimal(amount)


@pytest.mark.parametrize("text", ["1,23.00", "12.345", "twelve", "", "1e3", "--5"])
def test_what_is_no_amount_is_refused_with_its_heading(text: str) -> None:
    with pytest.raises(Refused) as refused:
        Line(2, {"net": text}).pounds("Net")
    assert refused.value.refusals[0].message.startswith("Net is ")


@pytest.mark.parametrize("text", ["31/05/2026", "2026-05-31", "31 May 2026", "31.05.2026"])
def test_days_as_people_write_them(text: str) -> None:
    assert Line(2, {"date": text}).day("Date") == dt.date(2026, 5, 31)


@pytest.mark.parametrize("text", ["05/31/2026", "31/05/26", "tomorrow"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        Line(2, {"date": text}).day("Date")


def line(number: int, name: str) -> Line:
    return Line(number, {"name": name})


def make(one: Line) -> str:
    """Make a team of that name; `known` is there already, `bad` is refused."""
    name = one.text("Name")
    if name == "known":
        raise Known("It is there.")
    Team.objects.create(name=name)
    if name == "bad":
        raise Refused([Refusal("bad", "It is bad.")])
    return name


@pytest.mark.django_db
def test_a_dry_run_says_what_becomes_of_each_row_and_changes_nothing() -> None:
    fates = run([line(2, "good"), line(3, "known"), line(4, "bad")], make, keep=False)

    assert [(each.number, each.outcome, each.words) for each in fates] == [
        (2, Outcome.NEW, ("good",)),
        (3, Outcome.KNOWN, ("It is there.",)),
        (4, Outcome.REFUSED, ("It is bad.",)),
    ]
    assert not Team.objects.filter(name__in=["good", "bad"]).exists()


@pytest.mark.django_db
def test_one_bad_row_keeps_all_of_them_out_and_is_named() -> None:
    with pytest.raises(Refused) as refused:
        run([line(2, "good"), line(700, "bad")], make, keep=True)

    assert [each.message for each in refused.value.refusals] == ["Row 700: It is bad."]
    assert not Team.objects.filter(name="good").exists()


@pytest.mark.django_db
def test_good_and_known_rows_are_kept() -> None:
    run([line(2, "good"), line(3, "known")], make, keep=True)

    assert Team.objects.filter(name="good").exists()


def test_cells_of_a_workbook_read_as_the_person_sees_them() -> None:
    book, content = Workbook(), io.BytesIO()
    book.active.append(["Name", "Net amount", "Note"])
    book.active.append([1234567.0, dt.date(2026, 5, 31), 0.055])
    book.active["C2"].number_format = "0.0%"
    book.save(content)

    [one] = read(content.getvalue(), COLUMNS)

    assert dict(one.cells) == {"name": "1234567", "net amount": "2026-05-31", "note": "5.5%"}


@pytest.mark.parametrize(
    ("number", "number_format", "text"),
    [
        (1234567, "00000000", "01234567"),
        (1234567.0, "00000000", "01234567"),
        (12345.0, "General", "12345"),
        (1452000000.0, "0", "1452000000"),
        (4.1, "00000000", "4.1"),
        (0.1 + 0.2, "General", "0.3"),
        (1, "0%", "100%"),
    ],
)
def test_a_number_reads_as_it_is_formatted_and_never_as_a_float(
    number: float, number_format: str, text: str
) -> None:
    book, content = Workbook(), io.BytesIO()
    book.active.append(["Name", "Net amount"])
    book.active.append([number, 1])
    book.active["A2"].number_format = number_format
    book.save(content)

    [one] = read(content.getvalue(), COLUMNS)

    assert one.text("Name") == text


def test_a_file_of_nothing_but_line_ends_is_read_without_keeping_them() -> None:
    assert codes(b"Name,Net amount\n" + b"\n" * 1_000_000) == ["empty-file"]


def test_a_text_that_is_too_long_is_refused_with_its_length() -> None:
    with pytest.raises(Refused) as refused:
        Line(2, {"name": "x" * 201}).text("Name")
    assert refused.value.refusals[0].message == "Name has 201 characters. Shorten it to 200."


@pytest.mark.parametrize("text", ["Company", "company", "COMPANY"])
def test_a_choice_is_read_by_its_value_or_its_label(text: str) -> None:
    assert Line(2, {"kind": text}).choice("Kind", [("company", "Company")]) == "company"


@pytest.mark.parametrize(("text", "yes"), [("", False), ("Yes", True), ("n", False)])
def test_yes_and_no(text: str, yes: bool) -> None:
    assert Line(2, {"sme": text}).is_yes("SME") is yes


@pytest.mark.django_db
def test_a_refusal_at_a_field_names_its_column() -> None:
    def act(one: Line) -> str:
        raise Refused([Refusal("bad", "It is bad.", field="name")])

    [fate] = run([line(2, "x")], act, headings={"name": "Name"}, keep=False)

    assert fate.words == ("Name: It is bad.",)
