import datetime as dt
from decimal import Decimal

import pytest

from referrals.draft_rules import (
    Line,
    Writing,
    can_be_changed,
    case_reference_is_no_name,
    has_amount,
    has_units,
    missing,
    needed_in_future,
)

TODAY = dt.date(2026, 6, 1)


def writing(state: str = "draft", **fields: object) -> Writing:
    return Writing(state, fields, TODAY)


def code(refusal: object) -> object:
    return refusal and refusal.code


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("draft", None),
        ("returned", None),
        ("submitted", "not-editable"),
        ("endorsed", "not-editable"),
        ("on_agenda", "not-editable"),
        ("decided", "not-editable"),
        ("withdrawn", "not-editable"),
    ],
)
def test_only_drafts_and_returned_requests_are_changed(state, expected):
    assert code(can_be_changed(writing(state))) == expected


def test_the_refusal_says_what_to_do_instead():
    assert can_be_changed(writing("submitted")).message == (
        "This request is with the team manager, so it cannot be changed. "
        "Ask the manager to return it to you."
    )


@pytest.mark.parametrize("reference", ["LCS-4821937", "LCS4821937", "AB-12345", "ABCD-12345678"])
def test_case_references_are_accepted(reference):
    assert case_reference_is_no_name(writing(case_reference=reference)) is None


@pytest.mark.parametrize(
    "reference",
    ["", "Jamie Smith", "SMITH-J", "lcs-4821937", "A-12345", "LCS-1234", "LCS-4821937 "],
)
def test_what_looks_like_a_name_or_is_no_reference_is_refused(reference):
    assert code(case_reference_is_no_name(writing(case_reference=reference))) == "case-reference"


@pytest.mark.parametrize(("days", "expected"), [(-1, "needed-in-past"), (0, None), (1, None)])
def test_support_may_be_needed_today_and_not_yesterday(days, expected):
    needed_by = TODAY + dt.timedelta(days=days)
    assert code(needed_in_future(writing(needed_by=needed_by))) == expected


def test_only_the_fields_that_change_are_looked_at():
    assert case_reference_is_no_name(writing(need="More")) is None
    assert needed_in_future(writing(need="More")) is None
    assert list(missing({"category": None})) == []


@pytest.mark.parametrize("nothing", ["", "   ", None])
def test_a_field_that_must_say_something_may_not_be_empty(nothing):
    assert [each.field for each in missing({"need": nothing, "outcome": "Better"})] == ["need"]


@pytest.mark.parametrize(
    ("units", "expected"),
    [(-1, "units"), (0, "units"), (1, None), (10_000, None), (10_001, "units")],
)
def test_from_one_to_ten_thousand_units(units, expected):
    assert code(has_units(Line(units, Decimal("1.00")))) == expected


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        (None, "no-amount"),
        (Decimal("0.00"), "zero-amount"),
        (Decimal("-0.01"), "zero-amount"),
        (Decimal("0.01"), None),
    ],
)
def test_an_amount_of_a_penny_or_more(amount, expected):
    assert code(has_amount(Line(1, amount))) == expected
