"""Working days: Monday to Friday without the bank holidays of England and Wales.

The bank holidays come from the copy that `govuk_bank_holidays` carries, so nothing is fetched.
"""

import datetime as dt
from functools import lru_cache

from govuk_bank_holidays.bank_holidays import BankHolidays

ONE_DAY = dt.timedelta(days=1)


@lru_cache(maxsize=1)
def _calendar() -> BankHolidays:
    return BankHolidays(use_cached_holidays=True)


def is_working_day(day: dt.date) -> bool:
    """Whether the council's offices work on `day` (England and Wales)."""
    return _calendar().is_work_day(day, division=BankHolidays.ENGLAND_AND_WALES)


def add(day: dt.date, count: int) -> dt.date:
    """The `count`th working day after `day`; `day` itself is not counted. `count` is at least 1."""
    while count > 0:
        day += ONE_DAY
        count -= is_working_day(day)
    return day


def between(start: dt.date, end: dt.date) -> int:
    """Working days after `start`, up to and including `end`; 0 if `end` is not later."""
    days = (start + ONE_DAY * n for n in range(1, (end - start).days + 1))
    return sum(is_working_day(day) for day in days)
