"""Asking for a report. It is a row first; a worker makes it."""

import datetime as dt

from django.db import IntegrityError, transaction

from lots.queries import current_scheme
from mdps.core import audit, clock
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, Refused, ask
from reporting import jobs
from reporting.kinds import KINDS, Kind
from reporting.models import Report
from reporting.periods import Period
from reporting.request_rules import RULES, has_the_length, says_what_it_corrects
from reporting.versions import next_version

BEING_MADE = (Report.State.QUEUED, Report.State.RUNNING)


def refusals_against_last_day(
    kind: Kind, last_day: dt.date, *, on: dt.date, first_day: dt.date | None = None
) -> list[Refusal]:
    """Why no report of this kind can be made to `last_day` on the day `on`. One query."""
    began = current_scheme().operational_from
    return ask(RULES, kind.asked(last_day, on=on, began=began, first_day=first_day))


@transaction.atomic
def request_report(
    kind: str,
    *,
    period_start: dt.date,
    period_end: dt.date,
    correction: str = "",
    by: User,
    on: dt.date,
) -> Report:
    """Queue a report of [period_start, period_end) and have a worker told; versions count up.

    While one of the same kind and period is being made, that one is returned and no other is
    begun, also when two people ask at once.

    `correction` says what a version after a published one puts right.

    Of a period that is not over it is incomplete, says so on every page, and is not published.

    Raises Forbidden, or Refused when the period has not begun or does not end with a month, or when
    a correction is not explained.
    """
    require(by, Permission.REPORT_MAKE)
    period, about = Period(period_start, period_end), KINDS[Report.Kind(kind)]
    if refusals := refusals_against_last_day(about, period.last_day, on=on, first_day=period.start):
        raise Refused(refusals)
    if not about.any_days and (refusal := has_the_length(period, about.months)):
        raise Refused([refusal])
    same = Report.objects.filter(kind=kind, period_start=period_start, period_end=period_end)
    if already := same.filter(state__in=BEING_MADE).first():
        return already
    published = same.filter(state=Report.State.PUBLISHED).first()
    if refusal := says_what_it_corrects(published.version if published else None, correction):
        raise Refused([refusal])
    report = begin(
        kind,
        period,
        version=next_version(same),
        correction=correction if published else "",
        by=by,
    )
    return report or same.latest("version")


def begin(
    kind: str, period: Period, *, version: int, correction: str = "", by: User | None
) -> Report | None:
    """Queue this version and have a worker told; None where somebody else has begun it in this
    moment. In a transaction. `by` None is the schedule."""
    now = clock.now()
    try:
        with transaction.atomic():
            report = Report.objects.create(
                kind=kind,
                period_start=period.start,
                period_end=period.end,
                as_at=now,
                version=version,
                correction=correction,
                requested_by=by,
                requested_at=now,
                heartbeat_at=now,
            )
    except IntegrityError:
        return None
    audit.record("report.requested", report, by=by, period=period.words)
    jobs.send(report)
    return report
