"""Whether the audit trail is what was written: each line against its seal, each seal against the
one before, the chain against its anchors. What is wrong is a sentence a line.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import connection

from mdps.core import anchors
from mdps.core.anchors import Anchor

# A line that was first sealed so much later than others that are younger, was put in afterwards.
LATE = "6 hours"

SEALS = """
SELECT number,
       number <> row_number() OVER w,
       previous <> lag(head, 1, ''::bytea) OVER w,
       head <> mdps_seal_head(s)
         OR cardinality(events) <> cardinality(event_digests)
         OR cardinality(changes) <> cardinality(change_digests)
FROM core_auditseal s WINDOW w AS (ORDER BY number) ORDER BY number
"""

EVENTS = """
SELECT u.id, s.number, e.id IS NULL, coalesce(e.action || ' of ' || e.subject, '')
FROM core_auditseal s, unnest(s.events, s.event_digests) u(id, digest)
LEFT JOIN core_auditevent e ON e.id = u.id
WHERE e.id IS NULL OR mdps_event_digest(e) <> u.digest ORDER BY 1
"""

CHANGES = """
SELECT u.id, s.number, c.id IS NULL, coalesce(c."table" || ' ' || c.row_id, '')
FROM core_auditseal s, unnest(s.changes, s.change_digests) u(id, digest)
LEFT JOIN core_rowchange c ON c.id = u.id
WHERE c.id IS NULL OR mdps_change_digest(c) <> u.digest ORDER BY 1
"""

OUTSIDE = """
SELECT id FROM {table}
EXCEPT SELECT unnest({column}s) FROM core_auditseal
EXCEPT SELECT {column}_id FROM core_unsealed ORDER BY 1
"""

GONE = """
SELECT {column}_id FROM core_unsealed u WHERE {column}_id IS NOT NULL
AND NOT EXISTS (SELECT FROM {table} t WHERE t.id = u.{column}_id) ORDER BY 1
"""

BACKDATED = """
WITH sealed AS (SELECT s.number, e.id, e.recorded_at
                FROM core_auditseal s, unnest(s.events) u(id) JOIN core_auditevent e USING (id)),
     newest AS (SELECT number, max(max(recorded_at)) OVER
                    (ORDER BY number ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
                FROM sealed GROUP BY number)
SELECT id, number FROM sealed JOIN newest USING (number)
WHERE recorded_at < before - %s::interval ORDER BY 1
"""

KINDS = (
    ("Event", "core_auditevent", "event", EVENTS),
    ("Row change", "core_rowchange", "change", CHANGES),
)


@dataclass(frozen=True)
class Extent:
    """How much there is: seals, sealed events and row changes, lines that wait, the last head."""

    seals: int
    events: int
    changes: int
    unsealed: int
    head: str


def problems(kept: Sequence[Anchor]) -> Iterator[str]:
    """Everything that is not as it was written; `kept` are the anchors to hold it against."""
    yield from _seals()
    for name, table, column, sealed in KINDS:
        for pk, number, is_gone, what in _rows(sealed):
            if is_gone:
                yield f"{name} {pk} of seal {number} is gone."
            else:
                yield f"{name} {pk} ({what}) is not as it was in seal {number}."
        for (pk,) in _rows(OUTSIDE.format(table=table, column=column)):
            yield f"{name} {pk} stands outside every seal and does not wait for one."
        for (pk,) in _rows(GONE.format(table=table, column=column)):
            yield f"{name} {pk} waited for a seal and is gone."
    for pk, number in _rows(BACKDATED, [LATE]):
        yield (
            f"Event {pk} says it was recorded more than {LATE} before others that were sealed "
            f"before it; seal {number} came too late for it."
        )
    for anchor in anchors.against(kept):
        when = f" on {anchor.since}" if anchor.since else ""
        yield (
            f"Seal {anchor.number} was anchored{when} as {anchor.head}, and the database has no "
            "such seal: the chain was cut off or made anew."
        )


def extent() -> Extent:
    """How much was looked at."""
    [(seals, events, changes)] = _rows(
        "SELECT count(*), coalesce(sum(cardinality(events)), 0),"
        " coalesce(sum(cardinality(changes)), 0) FROM core_auditseal"
    )
    [(unsealed,)] = _rows("SELECT count(*) FROM core_unsealed")
    head = _rows(
        "SELECT number || ' ' || encode(head, 'hex') FROM core_auditseal"
        " ORDER BY number DESC LIMIT 1"
    )
    return Extent(seals, int(events), int(changes), unsealed, head[0][0] if head else "")


def _seals() -> Iterator[str]:
    for number, is_misplaced, is_unlinked, is_changed in _rows(SEALS):
        if is_misplaced:
            yield f"Seal {number} does not follow on: one before it is gone, or was put in."
        if is_unlinked:
            yield f"Seal {number} does not hold the head of the seal before it."
        if is_changed:
            yield f"Seal {number} is not as it was made."


def _rows(sql: str, values: Sequence[str] | None = None) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()
