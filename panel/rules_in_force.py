"""The panel's own rules as data: which hold on a day, and what follows from them."""

import datetime as dt

from mdps.core import clock, working_days
from panel.models import PanelRules

ONE_DAY = dt.timedelta(days=1)


def rules_on(day: dt.date) -> PanelRules:
    """The rules that hold on `day`: the latest row from that day or before."""
    return PanelRules.objects.filter(holds_from__lte=day).latest("holds_from")


def papers_due(held_on: dt.date, rules: PanelRules) -> dt.datetime:
    """The last moment, inclusive, for papers of a meeting: working days before, at the hour.

    In Europe/London. A meeting whose year's bank holidays are not known yet counts weekdays only.
    """
    day = held_on
    for _ in range(rules.papers_days):
        day = working_day_before(day)
    return dt.datetime.combine(day, rules.papers_at, tzinfo=clock.LONDON)


def working_day_before(day: dt.date) -> dt.date:
    """The last working day before `day`."""
    day -= ONE_DAY
    while not _works_on(day):
        day -= ONE_DAY
    return day


def _works_on(day: dt.date) -> bool:
    if day.year > working_days.last_known_year():
        return day.weekday() < 5
    return working_days.is_working_day(day)
