"""Reviewing a draft: somebody has read its figures and its commentary; or it is sent back."""

import datetime as dt

from django.db import transaction

from mdps.core import clock, notices, states
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from reporting import steps
from reporting.models import Report
from reporting.step_rules import REVIEW, SEND_BACK

State = Report.State


@transaction.atomic
def review(report: Report, *, by: User, on: dt.date) -> None:
    """Mark a draft as reviewed; its commentary is closed. Locks the report.

    Raises Forbidden, or Refused if it is not the latest draft.
    """
    require(by, Permission.REPORT_REVIEW, on=report)
    steps.begin(REVIEW, report, by=by, on=on)
    states.move(
        report, State.REVIEWED, by=by, reviewed_by=by, reviewed_at=clock.now(), sent_back_why=""
    )


@transaction.atomic
def send_back(report: Report, *, why: str, by: User, on: dt.date) -> None:
    """Make a reviewed report a draft again, so that its commentary can change. Locks the report.

    Its author and the person who asked for it are told. Raises Forbidden, or Refused if it is not
    reviewed.
    """
    require(by, Permission.REPORT_SIGN_OFF, on=report)
    steps.begin(SEND_BACK, report, by=by, on=on)
    states.move(report, State.DRAFT, by=by, reviewed_by=None, reviewed_at=None, sent_back_why=why)
    to = {said.written_by for said in report.commentaries.select_related("written_by")}
    if report.requested_by:
        to.add(report.requested_by)
    notices.tell(to, f"{report} was sent back", url=report.get_absolute_url())
