"""The reports' figures for the operators: how long they wait, and which could not be made."""

from django.db.models import Min

from mdps.core import clock
from mdps.core.measures import measure
from reporting.models import Report


@measure("reports_waiting", "Reports that wait to be made")
def waiting() -> int:
    return Report.objects.filter(state=Report.State.QUEUED).count()


@measure("reports_oldest_seconds", "How long the oldest of them has waited, in seconds")
def oldest() -> int:
    queued = Report.objects.filter(state=Report.State.QUEUED)
    return clock.seconds_since(queued.aggregate(first=Min("requested_at"))["first"])


@measure("reports_failed", "Reports that could not be made and wait for somebody to try again")
def failed() -> int:
    return Report.objects.filter(state=Report.State.FAILED).count()
