"""Sealing: what was written to the audit trail since the last seal is chained, and anchored.

Nobody who writes an event waits for this: events go in unchained, with a row that waits for a seal
(docs/adr/0015). The database fills the seal; this only asks for one.
"""

from dataclasses import dataclass

from django.db import connection, transaction

from mdps.core import anchors
from mdps.core.anchors import Anchor
from mdps.core.models import Unsealed

SEAL = "INSERT INTO core_auditseal DEFAULT VALUES RETURNING cardinality(events || changes)"


class Broken(Exception):
    """The chain in the database is not the one that was anchored; nothing is built upon it."""


@dataclass(frozen=True)
class Sealed:
    """How many events and row changes were sealed, and the anchors that were written for it."""

    lines: int
    anchors: list[Anchor]


def seal() -> Sealed:
    """Seal all that waits, a thousand of each kind at a time, and write the anchors down.

    Each seal is a transaction of its own; an anchor is written after it, so that a crash leaves a
    seal without an anchor (the next run writes it) and never an anchor without a seal. Raises
    Broken where the last anchor is not in the database.
    """
    with anchors.alone():
        last = anchors.last()
        if last and list(anchors.against([last])):
            raise Broken(
                f"Seal {last.number}, anchored as {last.head[:12]}…, is not in the database. "
                "Nothing more is sealed. Run verify_audit."
            )
        lines = 0
        while sealed := _seal_once():
            lines += sealed
        return Sealed(lines, anchors.write_missing())


def unsealed() -> int:
    """How many events and row changes wait for a seal."""
    return Unsealed.objects.count()


def _seal_once() -> int:
    """How many lines one more seal holds; 0 where none waits or somebody else is sealing."""
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute(SEAL)
        row = cursor.fetchone()
    return row[0] if row else 0
