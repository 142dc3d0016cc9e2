"""Background work: thin tasks that carry an id and may run twice."""

from typing import Any

from celery import shared_task

from mdps.core import outbox
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


@outbox.sender("report")
def send_to_worker(payload: dict[str, Any]) -> None:
    """Hand a report to a worker."""
    make_report.apply_async(args=[payload["report"]], retry=False)
