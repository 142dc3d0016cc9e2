"""The panel's history before the scheme, the annual reports to Cabinet, and a draft for today."""

import datetime as dt
from functools import partial

from django.conf import settings

from demonstration.diary import working_day
from demonstration.world import World
from reporting.comment import comment
from reporting.import_history import import_history
from reporting.kinds import KINDS
from reporting.make import make
from reporting.models import Report
from reporting.periods import Period, months_after
from reporting.publish import publish
from reporting.request import request_report
from reporting.review import review
from reporting.sign_off import sign_off

HISTORY = settings.ROOT / "reporting" / "data" / "panel-requests-by-category.csv"
AFTER = dt.timedelta(days=11)
Kind = Report.Kind
COMMENTARY = (
    "The year went as planned: what was awarded stayed below the planning line, and every provider "
    "on the scheme was asked for its return.\n\n"
    "Waiting times for therapies grew in the spring. A round for further providers is planned."
)


def enter(world: World) -> None:
    """Annual reports are published in June; of the last half-year there is a draft."""
    world.diary.on(world.days.operational, partial(_import_history, world))
    year = KINDS[Kind.ANNUAL_CABINET].last_complete(world.today)
    for back in range(world.size.reports):
        period = Period(months_after(year.start, -12 * back), months_after(year.end, -12 * back))
        if period.start >= world.days.operational:
            world.diary.exactly_on(_day(world, period), partial(_report, world, period))
    half = KINDS[Kind.MONITORING].last_complete(world.today)
    world.diary.exactly_on(_day(world, half), partial(_draft, world, Kind.MONITORING, half))


def _import_history(world: World, on: dt.date) -> None:
    import_history(HISTORY.read_bytes(), by=world.people.deciders[0])


def _day(world: World, period: Period) -> dt.date:
    """Some days after the period; today, where that is still to come."""
    return min(working_day(period.end + AFTER), world.today)


def _report(world: World, period: Period, on: dt.date) -> None:
    report = _draft(world, Kind.ANNUAL_CABINET, period, on)
    decider = world.people.deciders[0]
    comment(report, text=COMMENTARY, by=decider, on=on)
    review(report, by=decider, on=on)
    sign_off(report, by=world.people.leader, on=on)
    publish(report, by=decider, on=on)


def _draft(world: World, kind: str, period: Period, on: dt.date) -> Report:
    """Asked for and made at once, as the worker would."""
    report = request_report(
        kind,
        period_start=period.start,
        period_end=period.end,
        by=world.people.deciders[0],
        on=on,
    )
    make(report.pk)
    report.refresh_from_db()
    return report
