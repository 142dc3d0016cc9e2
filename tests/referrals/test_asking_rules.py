from decimal import Decimal

import pytest

from referrals.asking_rules import Line, has_amount, has_units, has_weeks, is_a_price_or_says_why


def code(refusal: object) -> object:
    return refusal and refusal.code


@pytest.mark.parametrize(
    ("units", "expected"),
    [(-1, "units"), (0, "units"), (1, None), (10_000, None), (10_001, "units")],
)
def test_from_one_to_ten_thousand_units(units, expected):
    assert code(has_units(Line(units))) == expected


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
    assert code(has_amount(Line(1, 1, amount))) == expected


@pytest.mark.parametrize(
    ("weeks", "expected"), [(-1, "weeks"), (0, "weeks"), (1, None), (260, None), (261, "weeks")]
)
def test_from_one_week_to_five_years(weeks, expected):
    assert code(has_weeks(Line(1, weeks))) == expected


PRICES = frozenset({Decimal("10.00"), Decimal("12.00")})


@pytest.mark.parametrize(
    ("amount", "reason", "expected"),
    [
        (Decimal("10.00"), "", None),
        (Decimal("10.01"), "", "no-amount-reason"),
        (Decimal("10.01"), "  ", "no-amount-reason"),
        (Decimal("10.01"), "A quote.", None),
        (None, "", None),
    ],
)
def test_an_amount_that_is_no_price_of_the_day_has_a_reason(amount, reason, expected):
    assert code(is_a_price_or_says_why(Line(1, 1, amount, reason, PRICES))) == expected


def test_without_any_price_it_is_asked_where_the_amount_comes_from():
    refusal = is_a_price_or_says_why(Line(1, 1, Decimal("10.00")))
    assert refusal.message == "Say where this amount comes from, for example a quote"
