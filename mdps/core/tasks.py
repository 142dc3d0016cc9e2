"""Core's background work: sending the outbox."""

from celery import shared_task

from mdps.core import outbox


@shared_task(name="core.send_outbox", ignore_result=True)
def send_outbox() -> None:
    """Send what is due. Nudged after commit, and swept by beat."""
    outbox.send_due()


@outbox.on_commit_call
def nudge() -> None:
    send_outbox.apply_async(retry=False)
