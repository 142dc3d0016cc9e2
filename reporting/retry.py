"""Trying a failed report again."""

from django.db import transaction

from mdps.core import clock, states
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, Refused
from reporting import jobs
from reporting.models import Report
from reporting.request import BEING_MADE


def refusals_against_retrying(report: Report) -> list[Refusal]:
    """Why the report cannot be tried again now."""
    same = Report.objects.filter(
        kind=report.kind, period_start=report.period_start, period_end=report.period_end
    )
    if same.filter(state__in=BEING_MADE).exists():
        return [Refusal("being-made", "A later version is being made. Wait for that one.")]
    return []


@transaction.atomic
def retry(report: Report, *, by: User) -> None:
    """Queue a failed report again; its figures are computed anew.

    Raises Forbidden, Refused while another version is being made, WrongState if it has not failed.
    """
    require(by, Permission.REPORT_MAKE)
    if refusals := refusals_against_retrying(report):
        raise Refused(refusals)
    states.move(
        report,
        Report.State.QUEUED,
        by=by,
        attempts=0,
        error="",
        figures=None,
        figures_sha256="",
        heartbeat_at=clock.now(),
    )
    jobs.send(report)
