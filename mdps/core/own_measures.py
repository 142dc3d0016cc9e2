"""Core's figures for the operators: the outbox, what is not sealed yet, and the databases."""

from django.db import connection
from django.db.models import Min, QuerySet

from mdps.core import clock, outbox, replica, seal_audit
from mdps.core.measures import measure
from mdps.core.models import OutboxMessage

FREE = """
SELECT current_setting('max_connections')::int
       - current_setting('superuser_reserved_connections')::int - count(*)
FROM pg_stat_activity WHERE backend_type = 'client backend'
"""


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


@measure(
    "replica_behind_seconds",
    "How far the replica for reports is behind, in seconds; -1 where it cannot be read",
)
def replica_behind() -> int:
    return replica.seconds_behind()


@measure("database_connections_free", "Connections that the database would still take")
def connections_free() -> int:
    with connection.cursor() as cursor:
        cursor.execute(FREE)
        return cursor.fetchone()[0]
