"""Money: what may be typed, how it is rounded, how it is said."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdps.core import money

AMOUNTS = st.decimals(min_value=0, max_value=money.LARGEST, places=2)
UNROUNDED = st.decimals(min_value=-1_000_000, max_value=1_000_000, places=6)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("0", "0.00"),
        ("0.00", "0.00"),
        ("£0", "0.00"),
        ("7", "7.00"),
        ("1234.5", "1234.50"),
        ("1,234.50", "1234.50"),
        ("£1,234.50", "1234.50"),
        ("£ 1,234.50", "1234.50"),
        ("  1234.50  ", "1234.50"),
        ("10,500,000.00", "10500000.00"),
        ("007", "7.00"),
        ("9999999999.99", "9999999999.99"),
    ],
)
def test_an_amount_is_read_as_people_type_it(typed: str, amount: str) -> None:
    assert str(money.parse_gbp(typed)) == amount


NOT_AN_AMOUNT = "Enter an amount in pounds and pence, like 1,234.50"
TOO_FINE = "Enter an amount with no more than two digits after the point, like 1,234.50"
NEGATIVE = "Enter an amount of £0.00 or more"
TOO_LARGE = "Enter an amount of £9,999,999,999.99 or less"


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", NOT_AN_AMOUNT),
        ("twelve pounds", NOT_AN_AMOUNT),
        ("12,34.50", NOT_AN_AMOUNT),
        ("1234,50", NOT_AN_AMOUNT),
        ("1,2345", NOT_AN_AMOUNT),
        (",100", NOT_AN_AMOUNT),
        ("12.", NOT_AN_AMOUNT),
        (".50", NOT_AN_AMOUNT),
        ("1.2.3", NOT_AN_AMOUNT),
        ("1 234", NOT_AN_AMOUNT),
        ("1e6", NOT_AN_AMOUNT),
        ("NaN", NOT_AN_AMOUNT),
        ("Infinity", NOT_AN_AMOUNT),
        ("$5", NOT_AN_AMOUNT),
        ("50%", NOT_AN_AMOUNT),
        ("££5", NOT_AN_AMOUNT),
        ("٥٠", NOT_AN_AMOUNT),
        ("+5", NOT_AN_AMOUNT),
        ("1.234", TOO_FINE),
        ("£1,234.500", TOO_FINE),
        ("-1", NEGATIVE),
        ("−1", NEGATIVE),
        ("£-1", NEGATIVE),
        ("-£1", NEGATIVE),
        ("10000000000", TOO_LARGE),
        ("9" * 400, TOO_LARGE),
    ],
)
def test_what_is_not_an_amount_is_refused_with_what_to_enter(typed: str, message: str) -> None:
    with pytest.raises(money.NotMoney) as refused:
        money.parse_gbp(typed)
    assert str(refused.value) == message


@given(AMOUNTS)
def test_what_is_said_can_be_typed_again(amount: Decimal) -> None:
    assert money.parse_gbp(money.gbp(amount)) == amount


@given(st.text(max_size=20))
def test_any_text_is_an_amount_of_two_places_or_refused(text: str) -> None:
    try:
        amount = money.parse_gbp(text)
    except money.NotMoney:
        return
    assert (amount.as_tuple().exponent, 0 <= amount <= money.LARGEST) == (-2, True)


@pytest.mark.parametrize(
    ("exact", "rounded"),
    [
        ("0.004", "0.00"),
        ("0.005", "0.01"),
        ("0.015", "0.02"),
        ("0.025", "0.03"),
        ("1.005", "1.01"),
        ("2.675", "2.68"),
        ("-0.005", "-0.01"),
        ("-0.004", "0.00"),
        ("33.333333", "33.33"),
    ],
)
def test_half_a_penny_is_rounded_away_from_nought(exact: str, rounded: str) -> None:
    assert money.to_penny(Decimal(exact)) == Decimal(rounded)


@given(UNROUNDED)
def test_rounding_is_never_off_by_more_than_half_a_penny(exact: Decimal) -> None:
    assert abs(money.to_penny(exact) - exact) <= Decimal("0.005")


@given(UNROUNDED)
def test_rounding_twice_changes_nothing(exact: Decimal) -> None:
    once = money.to_penny(exact)
    assert money.to_penny(once) == once


@given(UNROUNDED, UNROUNDED)
def test_rounding_keeps_the_order(one: Decimal, other: Decimal) -> None:
    smaller, larger = sorted([one, other])
    assert money.to_penny(smaller) <= money.to_penny(larger)


@given(UNROUNDED)
def test_rounding_treats_owed_and_owing_alike(exact: Decimal) -> None:
    assert money.to_penny(-exact) == -money.to_penny(exact)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "£0.00"),
        ("12400", "£12,400.00"),
        ("0.005", "£0.01"),
        ("-5", "-£5.00"),
        ("-0.001", "£0.00"),
        ("10500000", "£10,500,000.00"),
    ],
)
def test_an_amount_in_words(amount: str, words: str) -> None:
    assert money.gbp(Decimal(amount)) == words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("10500000.00", "£10.5m"),
        ("1500000.00", "£1.5m"),
        ("10000000.00", "£10m"),
        ("1000000.00", "£1m"),
        ("1230000.00", "£1.23m"),
        ("1234567.00", "£1,234,567"),
        ("999999.00", "£999,999"),
        ("500000.00", "£500,000"),
        ("500000.01", "£500,000.01"),
        ("1234.50", "£1,234.50"),
        ("0.00", "£0"),
    ],
)
def test_a_round_amount_is_said_shortly_and_no_other_is_rounded(amount: str, words: str) -> None:
    assert money.gbp_short(Decimal(amount)) == words
