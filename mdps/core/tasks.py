"""Core's background work: sending the outbox, sealing the audit trail."""

from typing import Any

from celery import shared_task
from celery.signals import beat_init, worker_ready
from django.core.management import call_command

from mdps.core import clock, digest, integrity, outbox, processes, rates, seal_audit
from mdps.core.signing_in import open_sessions


@worker_ready.connect
def report_worker(**_: Any) -> None:
    """The worker says as whom it works on the database, for /health/detail/."""
    processes.report("worker")


@beat_init.connect
def report_beat(**_: Any) -> None:
    """Beat says the same."""
    processes.report("beat")


@shared_task(name="core.send_outbox", ignore_result=True)
def send_outbox() -> None:
    """Send what is due. Nudged after commit, and swept by beat."""
    outbox.send_due()


@shared_task(name="core.send_digests", ignore_result=True)
def send_digests() -> None:
    """The daily e-mail, by beat at 7:30 in London."""
    digest.collect()


@shared_task(name="core.clear_sessions", ignore_result=True)
def clear_sessions() -> None:
    """Delete the rows of sessions that have ended, by beat every night."""
    call_command("clearsessions")
    open_sessions.forget_ended()


@shared_task(name="core.forget_use_counts", ignore_result=True)
def forget_use_counts() -> None:
    """Counts of uses that are a day old, by beat at night."""
    rates.forget()


@shared_task(name="core.seal_audit", ignore_result=True)
def seal() -> None:
    """Chain and anchor what was written to the audit trail, by beat each minute."""
    seal_audit.seal()


@shared_task(name="core.check_integrity", ignore_result=True)
def check_integrity() -> None:
    """Derive again what no constraint holds, by beat each night."""
    integrity.run_nightly(night=clock.today())


@outbox.on_commit_call
def nudge() -> None:
    send_outbox.apply_async(retry=False)
