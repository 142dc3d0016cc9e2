"""The period before in words: a table of what differs, or why there is none."""

import pytest

from mdps.core.ui import Table
from reporting.documents import comparison, value
from reporting.documents.parts import Block
from reporting.figures.comparison import COUNT, DAYS, GBP, PERCENT
from reporting.figures.small import WITHHELD

BEFORE = {"first_day": "2024-06-01", "last_day": "2025-05-31"}


def drawn(*rows: tuple, not_comparable: str | None = None) -> list[Block]:
    names = ("figure", "unit", "now", "before", "difference")
    found = [dict(zip(names, row, strict=True)) for row in rows]
    beside = BEFORE | {"not_comparable": not_comparable, "figures": found}
    return comparison.blocks({"comparison": beside})


def texts(*rows: tuple) -> list[list[str]]:
    content = drawn(*rows)[1].content
    assert isinstance(content, Table)
    return [[cell.text for cell in row] for row in content.rows]


def test_each_figure_stands_beside_the_one_before_with_the_sign_of_the_difference():
    assert texts(
        ("awards", COUNT, 1200, 10, 1190),
        ("lines", COUNT, 10, 12, -2),
        ("ended", COUNT, 7, 7, 0),
        ("gross", GBP, "10.00", "1250.50", "-1240.50"),
        ("percent_approved", PERCENT, "57.1", "60.0", "-2.9"),
        ("median_days", DAYS, "6.5", "4.0", "2.5"),
    ) == [
        ["Contracts awarded", "1,200", "10", "+1,190"],
        ["Lines considered", "10", "12", "-2"],
        ["Packages ended", "7", "7", "0"],
        ["Awarded, gross", "£10.00", "£1,250.50", "-£1,240.50"],
        ["Share approved", "57.1%", "60.0%", "-2.9 points"],
        ["Median wait, in working days", "6.5", "4.0", "2.5"],
    ]


def test_what_is_withheld_or_missing_says_so_and_differs_by_nothing_that_is_told():
    assert texts(
        ("awards", COUNT, WITHHELD, 10, WITHHELD),
        ("median_days", DAYS, None, "4.0", None),
        ("gross", GBP, "1.00", WITHHELD, WITHHELD),
    ) == [
        ["Contracts awarded", "Withheld", "10", "Withheld"],
        ["Median wait, in working days", "No figure", "4.0", "No figure"],
        ["Awarded, gross", "£1.00", "Withheld", "Withheld"],
    ]


@pytest.mark.parametrize(
    ("why", "words"),
    [
        ("before_the_scheme", "began before the scheme, so that not all of it is recorded here."),
        ("incomplete", "cannot be compared yet: this period was not over when the figures were "),
    ],
)
def test_what_cannot_be_compared_says_why(why, words):
    [_, said] = drawn(("awards", COUNT, 5, None, None), not_comparable=why)

    assert str(said.content).startswith("Not comparable: the period before, 1 June 2024 to 31 May")
    assert words in str(said.content)


def test_reports_made_before_there_was_a_comparison_have_none():
    assert comparison.blocks({}) == []


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ({"bought_before": 0, "below_spot": "0.00"}, "No award was for a service with an earlier"),
        (
            {"bought_before": 1, "below_spot": "-12.50"},
            "Of 1 award for a service with an earlier spot price, what was awarded came to £12.50 "
            "more than",
        ),
        ({"bought_before": 2, "below_spot": "0.00"}, "came to £0.00 less than the same units"),
    ],
)
def test_earlier_spot_prices_are_said_with_their_method(found, words):
    saved = {"not_approved": "1.00", "discounts": "0.00", "compared": 0, "below_median": "0.00"}
    said = [str(block.content) for block in value.savings({"savings": saved | found})]

    assert any(text.startswith(words) or words in text for text in said)
    assert any("the spot purchases of the two years before the award" in text for text in said)
