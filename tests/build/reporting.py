"""Reports of the tests, asked for, made and published by the real actions."""

import datetime as dt

from mdps.core import clock
from mdps.core.models import User
from reporting.comment import comment
from reporting.make import make
from reporting.models import Report
from reporting.periods import Period
from reporting.publish import publish
from reporting.request import request_report
from reporting.review import review
from reporting.sign_off import sign_off
from tests.build.people import given_a

YEAR = Period(dt.date(2025, 6, 1), dt.date(2026, 6, 1))
HALF = Period(dt.date(2025, 12, 1), dt.date(2026, 6, 1))
MONTH = Period(dt.date(2026, 5, 1), dt.date(2026, 6, 1))
PERIODS = {
    Report.Kind.ANNUAL_CABINET: YEAR,
    Report.Kind.MONITORING: HALF,
    Report.Kind.PANEL_ACTIVITY: MONTH,
}
TODAY = dt.date(2026, 6, 15)
CORRECTION = "An award was entered under the wrong lot."
COMMENTARY = "More was asked for in winter than in any winter before."


def given_a_queued_report(
    kind: str = Report.Kind.ANNUAL_CABINET, *, by: User | None = None, on: dt.date = TODAY
) -> Report:
    """A report that a worker has not taken yet."""
    period = PERIODS[Report.Kind(kind)]
    with clock.at(on):
        return request_report(
            kind,
            period_start=period.start,
            period_end=period.end,
            correction=CORRECTION,
            by=by or given_a("commissioning_manager"),
            on=on,
        )


def given_a_draft(
    kind: str = Report.Kind.ANNUAL_CABINET, *, by: User | None = None, on: dt.date = TODAY
) -> Report:
    """A report that was made, figures and PDF."""
    report = given_a_queued_report(kind, by=by, on=on)
    with clock.at(on):
        make(report.pk)
    report.refresh_from_db()
    return report


def given_a_reviewed_report(
    kind: str = Report.Kind.ANNUAL_CABINET, *, by: User | None = None, on: dt.date = TODAY
) -> Report:
    """A draft with a commentary that somebody has read."""
    return given_it_is_reviewed(given_a_draft(kind, by=by, on=on), by=by, on=on)


def given_it_is_reviewed(report: Report, *, by: User | None = None, on: dt.date = TODAY) -> Report:
    """The draft with a commentary that somebody has read."""
    author = by or given_a("commissioning_manager")
    with clock.at(on):
        comment(report, text=COMMENTARY, by=author, on=on)
        review(report, by=author, on=on)
    return report


def given_a_signed_off_report(
    kind: str = Report.Kind.ANNUAL_CABINET, *, by: User | None = None, on: dt.date = TODAY
) -> Report:
    """A report that a second person answers for."""
    return given_it_is_signed_off(given_a_draft(kind, by=by, on=on), by=by, on=on)


def given_it_is_signed_off(
    report: Report, *, by: User | None = None, on: dt.date = TODAY
) -> Report:
    """The draft, reviewed and answered for by a second person."""
    given_it_is_reviewed(report, by=by, on=on)
    with clock.at(on):
        sign_off(report, by=given_a("leadership"), on=on)
    return report


def given_a_published_report(
    kind: str = Report.Kind.ANNUAL_CABINET, *, by: User | None = None, on: dt.date = TODAY
) -> Report:
    """A report that everybody who reads reports may see."""
    return given_it_is_published(given_a_draft(kind, by=by, on=on), by=by, on=on)


def given_it_is_published(report: Report, *, by: User | None = None, on: dt.date = TODAY) -> Report:
    """The draft, reviewed, signed off and published."""
    given_it_is_signed_off(report, by=by, on=on)
    with clock.at(on):
        publish(report, by=by or given_a("commissioning_manager"), on=on)
    return report
