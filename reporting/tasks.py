"""Background work: thin tasks that carry an id and may run twice."""

from celery import shared_task

from reporting import jobs
from reporting.make import make


@shared_task(name="reporting.make", ignore_result=True)
def make_report(report_id: int) -> None:
    """Make one report."""
    make(report_id)


@shared_task(name="reporting.requeue", ignore_result=True)
def requeue() -> None:
    """Send again what was lost. Run by beat."""
    jobs.requeue()
