"""Core's background work: sending the outbox."""

from celery import shared_task

from mdps.core import digest, outbox


@shared_task(name="core.send_outbox", ignore_result=True)
def send_outbox() -> None:
    """Send what is due. Nudged after commit, and swept by beat."""
    outbox.send_due()


@shared_task(name="core.send_digests", ignore_result=True)
def send_digests() -> None:
    """The daily e-mail, by beat at 7:30 in London."""
    digest.collect()


@outbox.on_commit_call
def nudge() -> None:
    send_outbox.apply_async(retry=False)
