"""What of reporting waits for whom: drafts to publish, and reports that could not be made."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef

from mdps.core import worklist
from mdps.core.clock import LONDON
from mdps.core.models import User
from mdps.core.permissions import Permission
from mdps.core.worklist import Task
from reporting.models import Report

MOST = 20
WHY = {
    Report.State.DRAFT: "Read it, then publish it",
    Report.State.FAILED: "It could not be made. Try again",
}


@worklist.source
def reports_to_see_to(user: User) -> Iterator[Task]:
    """Drafts and failures that no later version has overtaken, for those who make reports."""
    if Permission.REPORT_MAKE not in user.permissions:
        return
    later = Report.objects.filter(
        kind=OuterRef("kind"),
        period_start=OuterRef("period_start"),
        period_end=OuterRef("period_end"),
        version__gt=OuterRef("version"),
    )
    waiting = Report.objects.filter(~Exists(later), state__in=WHY).defer("figures")
    for report in waiting.order_by("requested_at", "id")[:MOST]:
        yield Task(
            title=f"{report.title}, version {report.version}",
            url=report.get_absolute_url(),
            why=WHY[Report.State(report.state)],
            since=report.requested_at.astimezone(LONDON).date(),
            group="Reports",
        )
