"""Stopping a report that waits or is being made."""

from django.db import transaction

from mdps.core import notices, states
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from reporting.models import Report


@transaction.atomic
def cancel(report: Report, *, by: User) -> None:
    """Stop making it, for good: its worker loses the token and can store nothing any more. Who
    asked for it is told. The same report can be asked for again at once, as a further version.

    Locks the report. Raises Forbidden, or WrongState if it is made, has failed or was stopped.
    """
    require(by, Permission.REPORT_MAKE)
    Report.objects.select_for_update(of=("self",)).only("pk").get(pk=report.pk)
    report.refresh_from_db()
    why = f"{by.name} stopped it. It can be asked for again."
    states.move(report, Report.State.CANCELLED, by=by, token=None, error=why)
    asked_by = report.requested_by
    if asked_by and asked_by != by:
        notices.tell([asked_by], f"{report} was stopped", url=report.get_absolute_url())
