"""Writing what the author says about the figures: apart from them, and only on a draft."""

import datetime as dt

from django.db import transaction

from mdps.core import audit, clock
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from reporting import steps
from reporting.models import Commentary, Report
from reporting.step_rules import COMMENT


def commentary_on(report: Report) -> Commentary | None:
    """The wording that counts: the latest. One query."""
    return report.commentaries.select_related("written_by").first()


@transaction.atomic
def comment(report: Report, *, text: str, by: User, on: dt.date) -> Commentary:
    """Write a new wording; the figures and the file stay as they are. Locks the report.

    The same words again write nothing. Raises Forbidden, or Refused if it is not the latest draft.
    """
    require(by, Permission.REPORT_MAKE, on=report)
    steps.begin(COMMENT, report, by=by, on=on)
    last = commentary_on(report)
    if last and last.text == text:
        return last
    written = Commentary.objects.create(
        report=report, text=text, written_by=by, written_at=clock.now()
    )
    audit.record("report.commented", report, by=by, characters=len(text))
    return written
