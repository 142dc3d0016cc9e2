"""Core's figures for the operators: the outbox, and what is not sealed yet."""

from django.db.models import Min, QuerySet

from mdps.core import clock, outbox, seal_audit
from mdps.core.measures import measure
from mdps.core.models import OutboxMessage


def _waiting() -> QuerySet[OutboxMessage]:
    return OutboxMessage.objects.filter(sent_at=None, attempts__lt=outbox.MOST_ATTEMPTS)


@measure("outbox_waiting", "Messages of the outbox that are to be sent")
def waiting() -> int:
    return _waiting().count()


@measure("outbox_oldest_seconds", "How long the oldest of them has waited, in seconds")
def oldest() -> int:
    return clock.seconds_since(_waiting().aggregate(first=Min("created_at"))["first"])


@measure("outbox_given_up", "Messages that failed too often and are tried no more")
def given_up() -> int:
    return OutboxMessage.objects.filter(sent_at=None, attempts__gte=outbox.MOST_ATTEMPTS).count()


@measure("audit_unsealed", "Lines of the audit trail that wait for their seal")
def unsealed() -> int:
    return seal_audit.unsealed()
