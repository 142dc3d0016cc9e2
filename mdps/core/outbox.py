"""The outbox: what must leave the system is a row first, and is sent after commit.

`put` writes the row inside the caller's transaction and nudges the worker on commit. A lost
nudge loses nothing: beat sweeps what is due. An app names what it can send with
`@sender("topic")`; a sender may be called again after a crash, so it must be safe to repeat.
"""

import datetime as dt
import logging
from collections.abc import Callable
from itertools import islice
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from kombu.exceptions import OperationalError

from mdps.core import clock
from mdps.core.models import OutboxMessage

log = logging.getLogger(__name__)

Sender = Callable[[dict[str, Any]], None]

_senders: dict[str, Sender] = {}
_nudges: list[Callable[[], None]] = []

FIRST_WAIT = dt.timedelta(seconds=30)
MOST_ATTEMPTS = 12


def sender(topic: str) -> Callable[[Sender], Sender]:
    """Register the function that sends messages of `topic`."""

    def register(function: Sender) -> Sender:
        _senders[topic] = function
        return function

    return register


def on_commit_call(nudge: Callable[[], None]) -> None:
    """What to call after commit, so that a worker looks at once (registered by core's tasks)."""
    _nudges.append(nudge)


def put(topic: str, **payload: object) -> OutboxMessage:
    """Write a message to be sent after commit. `payload` is ids and references only."""
    [message] = put_each(topic, [payload])
    return message


def put_each(topic: str, payloads: list[dict[str, object]]) -> list[OutboxMessage]:
    """The same of several messages, in one statement; none without any."""
    now = clock.now()
    messages = OutboxMessage.objects.bulk_create(
        OutboxMessage(topic=topic, payload=payload, created_at=now, due_at=now)
        for payload in payloads
    )
    if messages:
        _nudge_once()
    return messages


def send_due(*, limit: int = 100) -> int:
    """Try what is due, one message a transaction, at most `limit`; return how many were sent.

    Two workers never send the same row: it stays locked (SKIP LOCKED) while it is being sent.
    A failure is tried again later, each time after twice as long, at most MOST_ATTEMPTS times.
    """
    return sum(islice(iter(_send_next, None), limit))


def _nudge_once() -> None:
    """Nudge after commit, once, however much is put. What a savepoint takes back counts no more."""
    if _nudge not in [called[1] for called in connection.run_on_commit]:
        transaction.on_commit(_nudge, robust=True)


def _nudge() -> None:
    for nudge in _nudges:
        try:
            nudge()
        except OperationalError:
            log.warning("The broker is not reachable; the sweeper will send the outbox later")


def _send_next() -> bool | None:
    """Whether the message that is due first was sent; None when none is due."""
    with transaction.atomic():
        message = (
            OutboxMessage.objects.filter(
                sent_at=None, due_at__lte=clock.now(), attempts__lt=MOST_ATTEMPTS
            )
            .order_by("due_at", "id")
            .select_for_update(skip_locked=True)
            .first()
        )
        if not message:
            return None
        message.attempts += 1
        try:
            with transaction.atomic():
                _senders[message.topic](message.payload)
        except Exception as error:
            log.exception("Outbox message %s (%s) was not sent", message.pk, message.topic)
            message.error = type(error).__name__
            message.due_at = clock.now() + FIRST_WAIT * 2 ** (message.attempts - 1)
        else:
            message.sent_at, message.error = clock.now(), ""
        message.save(update_fields=["attempts", "sent_at", "error", "due_at"])
        return bool(message.sent_at)


def link(path: str) -> str:
    """The full address of a page, for e-mail."""
    return settings.MDPS_SITE_URL.rstrip("/") + path
