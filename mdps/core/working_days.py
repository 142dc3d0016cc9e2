"""Working days: Monday to Friday without the bank holidays of England and Wales.

The bank holidays come from the copy that `govuk_bank_holidays` carries, so nothing is fetched.
They are announced some years ahead; beyond the last year that is known nothing is guessed.
"""

import datetime as dt
from functools import lru_cache

from govuk_bank_holidays.bank_holidays import BankHolidays

ONE_DAY = dt.timedelta(days=1)


class NotKnownYet(Exception):
    """The bank holidays of a year are not known yet; the message names it and what to do."""


@lru_cache(maxsize=1)
def _calendar() -> BankHolidays:
    return BankHolidays(use_cached_holidays=True)


@lru_cache(maxsize=1)
def last_known_year() -> int:
    """The last year whose bank holidays are known."""
    holidays = _calendar().get_holidays(division=BankHolidays.ENGLAND_AND_WALES)
    return max(holiday["date"] for holiday in holidays).year


def is_working_day(day: dt.date) -> bool:
    """Whether the council's offices work on `day` (England and Wales).

    Raises NotKnownYet for a day after the last year whose bank holidays are known.
    """
    _must_know(day)
    return _calendar().is_work_day(day, division=BankHolidays.ENGLAND_AND_WALES)


def add(day: dt.date, count: int) -> dt.date:
    """The `count`th working day after `day`; `day` itself is not counted. `count` is at least 1.

    Raises NotKnownYet.
    """
    _must_know(day)
    while count > 0:
        day += ONE_DAY
        count -= is_working_day(day)
    return day


def between(start: dt.date, end: dt.date) -> int:
    """Working days after `start`, up to and including `end`; 0 if `end` is not later.

    Raises NotKnownYet.
    """
    days = (start + ONE_DAY * n for n in range(1, (end - start).days + 1))
    return sum(is_working_day(day) for day in days)


def _must_know(day: dt.date) -> None:
    if day.year > last_known_year():
        raise NotKnownYet(
            f"The bank holidays of {day.year} are not known here, only those up to "
            f"{last_known_year()}. Update the package govuk-bank-holidays."
        )
