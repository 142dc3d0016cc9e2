"""The reports that come by themselves, when their year, half year or month is over."""

import datetime as dt

from django.db import transaction

from mdps.core import clock
from reporting.kinds import KINDS
from reporting.models import Report
from reporting.periods import Period
from reporting.request import begin
from reporting.versions import next_version

# A period that ended longer ago is asked for by somebody, not made by itself: a new installation
# does not begin with the reports of years past.
NO_LONGER_THAN = dt.timedelta(days=31)


def begin_due(*, on: dt.date) -> list[Report]:
    """Queue each report whose period is over on the day `on` and of which there is none, made or
    begun, by anybody; one from before the period was over is incomplete and does not count. Safe to
    repeat, and to run twice at once: the database has one version of a number.
    """
    found = [_begin(kind, KINDS[kind].last_complete(on), on=on) for kind in KINDS]
    return [report for report in found if report]


@transaction.atomic
def _begin(kind: Report.Kind, period: Period, *, on: dt.date) -> Report | None:
    same = Report.objects.filter(kind=kind, period_start=period.start, period_end=period.end)
    over = dt.datetime.combine(period.end, dt.time(), tzinfo=clock.LONDON)
    if on - period.end > NO_LONGER_THAN or same.filter(as_at__gte=over).exists():
        return None
    return begin(kind, period, version=next_version(same), by=None)
