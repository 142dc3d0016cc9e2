"""Handing a report to a worker, by the name of its task.

The task itself is not imported here: what lays out a PDF takes seconds to load, and only the
worker needs it.
"""

from typing import Any

from celery import current_app

from mdps.core import outbox


@outbox.sender("report")
def send_to_worker(payload: dict[str, Any]) -> None:
    """Put the report in the worker's queue. Safe to repeat: making a made report does nothing."""
    current_app.send_task("reporting.make", args=[payload["report"]], retry=False)
