"""How long an approval lasts: the terms as data, and what follows from them."""

import calendar
import datetime as dt

from panel.models import ApprovalTerms


def terms_on(day: dt.date) -> ApprovalTerms:
    """The terms that hold on `day`: the latest row from that day or before."""
    return ApprovalTerms.objects.filter(holds_from__lte=day).latest("holds_from")


def approval_ends(on: dt.date, months: int = 3) -> dt.date:
    """The last day, inclusive, of an approval of the day `on`: the same day `months` on.

    Where that month is shorter, its last day: 30 November gives 28 (or 29) February.
    """
    count = on.year * 12 + on.month - 1 + months
    year, month = count // 12, count % 12 + 1
    return dt.date(year, month, min(on.day, calendar.monthrange(year, month)[1]))


def last_day(on: dt.date) -> dt.date:
    """The last day, inclusive, of an approval given on the day `on` by the terms of that day."""
    return approval_ends(on, terms_on(on).months)
