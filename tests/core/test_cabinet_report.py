"""docs/cabinet-report.md: nothing of the report is left out, and what it names exists."""

import csv
import re
from decimal import Decimal
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "cabinet-report.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.splitlines()
    if line.startswith("| CR")
]
NAMED = re.compile(r"`([^`]+)`")
NOTHING = "Nothing to do"
LATER = "**Not yet:**"
COLUMNS = ("amount_requested", "amount_approved")


def test_every_recommendation_and_paragraph_is_listed_in_order() -> None:
    listed = list(dict.fromkeys(row[0] for row in ROWS))
    assert listed == [
        *(f"CR {number}" for number in range(1, 6)),
        *(f"CR ¶{number}" for number in range(1, 27)),
    ]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_each_has_a_module_and_a_test_or_says_why_not(row: list[str]) -> None:
    _, said, done, where, proof = row
    has_both = bool(NAMED.findall(where)) and bool(NAMED.findall(proof))
    excused = done.startswith((NOTHING, LATER))
    assert (bool(said), has_both or excused) == (True, True)


@pytest.mark.parametrize("path", sorted({path for row in ROWS for path in NAMED.findall(row[3])}))
def test_each_module_named_exists(path: str) -> None:
    assert (ROOT / path).is_file()


@pytest.mark.parametrize("test", sorted({test for row in ROWS for test in NAMED.findall(row[4])}))
def test_each_test_named_exists(test: str) -> None:
    path, _, function = test.partition("::")
    source = (ROOT / path).read_text(encoding="utf-8")
    assert re.findall(rf"^def {function}\(", source, re.MULTILINE) == [f"def {function}("]


@pytest.mark.parametrize(
    ("year", "requested", "approved"),
    [
        ("2019-20", "819083.17", "623023.64"),
        ("2020-21", "1379093.01", "1102982.06"),
    ],
)
def test_the_table_of_paragraph_8_adds_up_to_the_penny(
    year: str, requested: str, approved: str
) -> None:
    file = ROOT / "reporting" / "data" / "panel-requests-by-category.csv"
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["financial_year"] == year]
    sums = [sum(Decimal(row[column]) for row in rows) for column in COLUMNS]
    assert (len(rows), sums) == (4, [Decimal(requested), Decimal(approved)])
