"""Sheets are read however they were written, and imported as a whole or not at all."""

import datetime as dt
import io
from decimal import Decimal

import pytest
from openpyxl import Workbook

from mdps.core.imports import Column, Known, Line, Outcome, read, run
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
