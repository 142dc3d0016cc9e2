"""Asking for a report. It is a row first; a worker makes it."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.db.models import Max

from mdps.core import audit, clock
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, Refused, ask
from reporting import jobs
from reporting.kinds import KINDS
from reporting.models import Report
from reporting.periods import Period
from reporting.request_rules import RULES, has_the_length

BEING_MADE = (Report.State.QUEUED, Report.State.RUNNING)


def refusals_against_period(kind: str, period: Period, *, on: dt.date) -> list[Refusal]:
    """Why no report of this kind can be made for the period on the day `on`."""
    about = KINDS[Report.Kind(kind)]
    length = has_the_length(period, about.months)
    return [*ask(RULES, about.asked(period.last_day, on=on)), *([length] if length else [])]


@transaction.atomic
def request_report(
    kind: str, *, period_start: dt.date, period_end: dt.date, by: User, on: dt.date
) -> Report:
    """Queue a report of [period_start, period_end) and have a worker told; versions count up.

    While one of the same kind and period is being made, that one is returned and no other is
    begun, also when two people ask at once.

    Raises Forbidden, or Refused when the period is not over or does not end with a month.
    """
    require(by, Permission.REPORT_MAKE)
    period = Period(period_start, period_end)
    if refusals := refusals_against_period(kind, period, on=on):
        raise Refused(refusals)
    same = Report.objects.filter(kind=kind, period_start=period_start, period_end=period_end)
    if already := same.filter(state__in=BEING_MADE).first():
        return already
    now = clock.now()
    try:
        with transaction.atomic():
            report = Report.objects.create(
                kind=kind,
                period_start=period_start,
                period_end=period_end,
                as_at=now,
                version=(same.aggregate(last=Max("version"))["last"] or 0) + 1,
                requested_by=by,
                requested_at=now,
                heartbeat_at=now,
            )
    except IntegrityError:  # somebody asked for the same in this moment, and was first
        return same.latest("version")
    audit.record("report.requested", report, by=by, period=period.words)
    jobs.send(report)
    return report
