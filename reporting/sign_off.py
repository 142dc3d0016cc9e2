"""Signing off a reviewed report: a second person answers for it, and its commentary is a paper."""

import datetime as dt

from django.db import transaction

from mdps.core import clock, states
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from reporting import steps
from reporting.comment import commentary_on
from reporting.commentary_paper import write_commentary
from reporting.models import Report
from reporting.step_rules import SIGN_OFF


@transaction.atomic
def sign_off(report: Report, *, by: User, on: dt.date) -> None:
    """Sign off a reviewed report; what was said about it is frozen as a PDF of its own.

    Locks the report. Raises Forbidden, or Refused if it is not the latest reviewed version or `by`
    wrote any of its commentary.
    """
    require(by, Permission.REPORT_SIGN_OFF, on=report)
    steps.begin(SIGN_OFF, report, by=by, on=on)
    states.move(report, Report.State.SIGNED_OFF, by=by, signed_off_by=by, signed_off_at=clock.now())
    if said := commentary_on(report):
        write_commentary(report, said, by=by)
