import datetime as dt

import pytest

from referrals.draft_rules import (
    Writing,
    can_be_changed,
    case_reference_is_no_name,
    is_a_childs_year,
    missing,
    needed_in_future,
    starts_before_it_is_due,
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
        ("declined", "not-editable"),
    ],
)
def test_only_drafts_and_returned_requests_are_changed(state, expected):
    assert code(can_be_changed(writing(state))) == expected


def test_the_refusal_says_what_to_do_instead():
    assert can_be_changed(writing("submitted")).message == (
        "This request is with the team manager, so it cannot be changed. Take it back to change it."
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
    ("year", "expected"),
    [
        (2000, "year-of-birth"),
        (2001, None),
        (2026, None),
        (2027, None),
        (2028, "year-of-birth"),
        (None, None),
    ],
)
def test_a_child_is_born_within_25_years_or_by_the_end_of_the_next(year, expected):
    assert code(is_a_childs_year(writing(year_of_birth=year))) == expected


@pytest.mark.parametrize(("days", "expected"), [(-1, None), (0, None), (1, "dates-out-of-order")])
def test_support_starts_no_later_than_it_is_needed(days, expected):
    starts = TODAY + dt.timedelta(days=days)
    assert code(starts_before_it_is_due(writing(needed_from=starts, needed_by=TODAY))) == expected


@pytest.mark.parametrize("field", ["needed_from", "needed_by"])
def test_dates_out_of_order_are_refused_at_the_one_that_changes(field):
    dates = {"needed_from": TODAY + dt.timedelta(days=1), "needed_by": TODAY}
    facts = Writing("draft", dates, TODAY, changed=frozenset({field}))
    assert starts_before_it_is_due(facts).field == field


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"wishes": "", "wishes_not_sought": ""}, ["wishes"]),
        ({"wishes": "Calm.", "wishes_not_sought": ""}, []),
        ({"wishes": "", "wishes_not_sought": "Under two."}, []),
        ({"consent": "given", "consent_by": ""}, ["consent_by"]),
        ({"consent": "refused", "consent_by": " "}, ["consent_by"]),
        ({"consent": "court", "consent_by": ""}, []),
        ({"preferred_supplier": 1, "supplier_reason": ""}, ["supplier_reason"]),
        ({"preferred_supplier": None, "supplier_reason": ""}, []),
    ],
)
def test_what_one_answer_asks_of_another(said, expected):
    assert [each.field for each in missing(said)] == expected
