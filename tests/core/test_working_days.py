"""Working days against a calendar written down by hand, not computed."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdps.core import working_days

DAYS = st.dates(dt.date(2022, 6, 1), dt.date(2028, 11, 1))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2026-04-02", True),  # Thursday before Easter
        ("2026-04-03", False),  # Good Friday
        ("2026-04-04", False),  # Saturday
        ("2026-04-05", False),  # Easter Sunday
        ("2026-04-06", False),  # Easter Monday
        ("2026-04-07", True),
        ("2026-05-04", False),  # early May
        ("2026-05-25", False),  # spring
        ("2026-08-03", True),  # a holiday in Scotland only
        ("2026-08-31", False),  # summer
        ("2026-12-24", True),
        ("2026-12-25", False),  # Friday
        ("2026-12-26", False),  # Saturday
        ("2026-12-28", False),  # Boxing Day, moved to Monday
        ("2026-12-29", True),
        ("2027-01-01", False),
        ("2026-03-17", True),  # a holiday in Northern Ireland only
        ("2026-03-29", False),  # the Sunday on which the clocks go forward
        ("2026-03-30", True),
        ("2026-10-25", False),  # the Sunday on which they go back
        ("2026-10-26", True),
        ("2022-06-02", False),  # spring, moved to the Platinum Jubilee
        ("2022-06-03", False),  # the Platinum Jubilee
        ("2022-05-30", True),  # where the spring holiday usually is
        ("2022-09-19", False),  # the State Funeral
        ("2023-05-08", False),  # the Coronation
        ("2028-02-29", True),
    ],
)
def test_whether_the_council_works(day: str, works: bool) -> None:
    assert working_days.is_working_day(dt.date.fromisoformat(day)) is works


@pytest.mark.parametrize(
    ("day", "count", "then"),
    [
        ("2026-06-01", 1, "2026-06-02"),  # Monday to Tuesday
        ("2026-06-05", 1, "2026-06-08"),  # Friday to Monday
        ("2026-06-06", 1, "2026-06-08"),  # Saturday to Monday
        ("2026-04-02", 1, "2026-04-07"),  # over Easter
        ("2026-04-01", 10, "2026-04-17"),
        ("2026-12-23", 5, "2027-01-04"),  # over Christmas and New Year
        ("2026-12-24", 1, "2026-12-29"),
        ("2026-03-27", 1, "2026-03-30"),  # the clocks go forward
        ("2026-10-23", 1, "2026-10-26"),  # the clocks go back
        ("2021-11-10", 5, "2021-11-17"),  # call-in of the decision that began the scheme
        ("2028-02-28", 2, "2028-03-01"),  # a leap year
    ],
)
def test_working_days_are_counted_from_the_next_day(day: str, count: int, then: str) -> None:
    assert working_days.add(dt.date.fromisoformat(day), count) == dt.date.fromisoformat(then)


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        ("2026-06-01", "2026-06-01", 0),
        ("2026-06-02", "2026-06-01", 0),
        ("2026-06-01", "2026-06-02", 1),
        ("2026-06-05", "2026-06-07", 0),
        ("2026-06-05", "2026-06-08", 1),
        ("2026-04-01", "2026-04-17", 10),
        ("2026-12-24", "2027-01-04", 4),
        ("2026-01-01", "2026-12-31", 253),
    ],
)
def test_days_between_leave_out_the_first_and_keep_the_last(
    start: str, end: str, count: int
) -> None:
    start_day, end_day = dt.date.fromisoformat(start), dt.date.fromisoformat(end)
    assert working_days.between(start_day, end_day) == count


@given(DAYS, st.integers(1, 30))
def test_adding_days_and_counting_them_agree(day: dt.date, count: int) -> None:
    then = working_days.add(day, count)
    assert (working_days.between(day, then), working_days.is_working_day(then)) == (count, True)


def test_the_calendar_reaches_the_last_planned_year_of_the_scheme() -> None:
    christmas = dt.date(2028, 12, 25)
    assert (christmas.weekday() < 5, working_days.is_working_day(christmas)) == (True, False)


AFTER_ALL = dt.date(working_days.last_known_year() + 1, 1, 1)


@pytest.mark.parametrize(
    "count",
    [
        lambda: working_days.is_working_day(dt.date(AFTER_ALL.year, 12, 25)),
        lambda: working_days.add(AFTER_ALL - working_days.ONE_DAY, 1),
        lambda: working_days.add(AFTER_ALL, 1),
        lambda: working_days.between(AFTER_ALL - working_days.ONE_DAY, AFTER_ALL),
    ],
    ids=["is_working_day", "add", "add from beyond", "between"],
)
def test_a_year_whose_bank_holidays_are_not_known_is_named_and_not_guessed(count) -> None:
    with pytest.raises(working_days.NotKnownYet) as caught:
        count()
    assert str(caught.value) == (
        f"The bank holidays of {AFTER_ALL.year} are not known here, only those up to "
        f"{AFTER_ALL.year - 1}. Update the package govuk-bank-holidays."
    )


def test_the_end_of_all_days_is_no_crash() -> None:
    with pytest.raises(working_days.NotKnownYet):
        working_days.add(dt.date.max, 1)


def test_the_last_day_of_the_last_known_year_is_counted() -> None:
    last = AFTER_ALL - working_days.ONE_DAY
    assert working_days.is_working_day(last) is (last.weekday() < 5)
