import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdps.core.rules import ask
from referrals.court_rules import RULES, Direction, week_of_proceedings
from referrals.court_words import position
from referrals.share import councils_share

TODAY = dt.date(2026, 6, 1)
DAY = dt.timedelta(days=1)
WEEK = dt.timedelta(weeks=1)


def fields(**changes: Any) -> list[str]:
    """The fields that are refused of a direction that is right but for `changes`."""
    usual: dict[str, Any] = {"ordered_on": TODAY - WEEK, "filing_on": TODAY + WEEK, "on": TODAY}
    return [refusal.field for refusal in ask(RULES, Direction(**usual | changes))]


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({}, []),
        ({"ordered_on": TODAY}, []),
        ({"ordered_on": TODAY + DAY}, ["ordered_on"]),
        ({"filing_on": TODAY}, []),
        ({"filing_on": TODAY - DAY}, ["filing_on"]),
        ({"ordered_on": TODAY, "filing_on": TODAY}, []),
        ({"hearing_on": TODAY}, []),
        ({"hearing_on": TODAY - DAY}, ["hearing_on"]),
        ({"issued_on": TODAY - WEEK}, []),
        ({"issued_on": TODAY - WEEK + DAY}, ["issued_on"]),
        ({"is_joint": True, "share_percent": None}, ["share_percent"]),
        ({"is_joint": True, "share_percent": Decimal("0")}, ["share_percent"]),
        ({"is_joint": True, "share_percent": Decimal("0.01")}, []),
        ({"is_joint": True, "share_percent": Decimal("100")}, []),
        ({"is_joint": True, "share_percent": Decimal("100.01")}, ["share_percent"]),
        ({"is_joint": False, "share_percent": Decimal("0")}, []),
        ({"is_above_legal_aid": True, "top_up_reason": " "}, ["top_up_reason"]),
        ({"is_above_legal_aid": True, "top_up_reason": "No other expert in time."}, []),
        ({"expert_name": "Wye Reports"}, ["expert_email"]),
        ({"expert_name": "Wye Reports", "expert_email": "office@wye.example"}, []),
        (
            {
                "expert_name": "Wye Reports",
                "expert_email": "office@wye.example",
                "expert_is_supplier": True,
            },
            ["expert_name"],
        ),
    ],
)
def test_what_a_direction_must_be_like(changes, refused):
    assert fields(**changes) == refused


def test_a_filing_date_in_the_past_says_what_to_enter():
    usual = {"ordered_on": TODAY - WEEK, "filing_on": TODAY - DAY, "on": TODAY}
    (refusal,) = ask(RULES, Direction(**usual))
    assert refusal.message == "31 May 2026 is in the past. Enter 1 June 2026 or a later date."


@pytest.mark.parametrize(
    ("days", "week", "words"),
    [
        (0, 1, "Week 1 of 26"),
        (6, 1, "Week 1 of 26"),
        (7, 2, "Week 2 of 26"),
        (181, 26, "Week 26 of 26"),
        (182, 27, "Week 27, 1 week beyond the 26"),
        (196, 29, "Week 29, 3 weeks beyond the 26"),
    ],
)
def test_the_26_weeks_are_counted_from_the_day_of_issue(days, week, words):
    on = TODAY + days * DAY
    assert (week_of_proceedings(TODAY, on), position(TODAY, on)) == (week, words)


@pytest.mark.parametrize(
    ("amount", "percent", "share"),
    [
        ("100.00", None, "100.00"),
        ("100.00", "50", "50.00"),
        ("100.00", "33.33", "33.33"),
        ("0.01", "50", "0.01"),
        ("0.01", "49.99", "0.00"),
        ("1234.55", "33.33", "411.48"),
        ("1234.55", "100", "1234.55"),
    ],
)
def test_the_councils_share_is_rounded_half_up_once(amount, percent, share):
    percent = percent and Decimal(percent)
    assert councils_share(Decimal(amount), percent) == Decimal(share)


@given(
    amount=st.decimals(0, 9_999_999, places=2),
    hundredths=st.integers(1, 9_999),
)
def test_a_share_is_within_half_a_penny_and_shares_add_up_to_a_penny(amount, hundredths):
    percent = Decimal(hundredths) / 100
    ours, theirs = councils_share(amount, percent), councils_share(amount, 100 - percent)
    assert abs(ours - amount * percent / 100) <= Decimal("0.005")
    assert abs(ours + theirs - amount) <= Decimal("0.01")
    assert 0 <= ours <= amount
