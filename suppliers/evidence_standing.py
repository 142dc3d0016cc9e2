"""Whether the mandatory evidence of suppliers is in order for a lot, on a day (CR 3).

What a lot requires is data (`EvidenceRequirement`). Where some of it is missing or has expired,
nothing new is awarded to that supplier under that lot; what was awarded before runs on.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection

from lots.models import Lot
from mdps.core.compiled import prepared
from mdps.core.money import gbp, gbp_short
from mdps.core.words import day
from suppliers.models import Evidence, Supplier

# One row for each lot, supplier and requirement that is not met on the day. Evidence that was
# verified counts for every day within its validity, whenever it was verified.
UNMET = """
SELECT lot.id, s.id, r.kind, r.minimum, r.wanted, shown.last_day, shown.cover
FROM unnest(%(lots)s::bigint[]) AS lot(id)
CROSS JOIN suppliers_supplier s
JOIN suppliers_evidencerequirement r
  ON r.stops_awards
 AND (r.lot_id IS NULL OR r.lot_id = lot.id)
 AND (r.of_sole_traders OR s.kind <> 'sole_trader')
 AND (r.only_unit = '' OR EXISTS (
      SELECT 1 FROM suppliers_rateline p JOIN lots_service v ON v.id = p.service_id
      WHERE p.supplier_id = s.id AND v.lot_id = lot.id AND v.unit = r.only_unit
        AND p.cancelled_on IS NULL AND p.effective_from <= %(on)s
        AND (p.effective_to IS NULL OR p.effective_to >= %(on)s)))
CROSS JOIN LATERAL (
    SELECT max(e.expires_on) AS last_day,
           max(e.amount) FILTER (WHERE in_date.yes) AS cover,
           count(*) FILTER (
               WHERE in_date.yes AND (r.minimum IS NULL OR e.amount >= r.minimum)) AS enough
    FROM suppliers_evidence e
    JOIN suppliers_evidencecheck c ON c.evidence_id = e.id AND c.outcome = 'verified'
    CROSS JOIN LATERAL (
        SELECT e.valid_from <= %(on)s AND (e.expires_on IS NULL OR e.expires_on >= %(on)s) AS yes
    ) in_date
    WHERE e.supplier_id = s.id AND e.kind = r.kind
      AND (e.lot_id IS NULL OR e.lot_id = lot.id)
) shown
WHERE shown.enough < r.wanted AND {whose}
ORDER BY lot.id, s.id, r.id
"""
ADMITTED = """s.id IN (
    SELECT supplier_id FROM suppliers_admission
    WHERE lot_id = lot.id AND admitted_on <= %(on)s
      AND (ended_on IS NULL OR ended_on >= %(on)s))"""


@dataclass(frozen=True)
class Unmet:
    """A requirement that is not met on the day `on`.

    `minimum` and `cover` are GBP: what is required, and the most that is insured that day.
    `last_day` is the last valid day of the latest evidence of the kind, None where there is none.
    """

    kind: str
    minimum: Decimal | None
    wanted: int
    last_day: dt.date | None
    cover: Decimal | None
    on: dt.date


def sentence(unmet: Unmet) -> str:
    """What is missing, since when."""
    kind = Evidence.Kind(unmet.kind).label
    if unmet.cover is not None and unmet.minimum is not None:
        return f"{kind} covers {gbp(unmet.cover)}, and {gbp_short(unmet.minimum)} is required"
    if unmet.last_day and unmet.last_day < unmet.on:
        return f"{kind} expired on {day(unmet.last_day)}"
    return f"{kind} is missing"


def lapsed(
    lot: Lot, on: dt.date, suppliers: Iterable[Supplier | int] | None = None
) -> dict[int, list[str]]:
    """Supplier id -> what mandatory evidence is missing or has expired for the lot on the day `on`.

    Only suppliers with something missing are in it; the last valid day still counts. `suppliers`
    (records or ids) narrows it; None means those admitted to the lot that day. One query.
    """
    whose, ids = ADMITTED, []
    if suppliers is not None:
        ids = [each.pk if isinstance(each, Supplier) else each for each in suppliers]
        whose = "s.id = ANY(%(ids)s)"
    found: dict[int, list[str]] = {}
    for _, supplier, said in _unmet([lot], on, whose, ids):
        found.setdefault(supplier, []).append(said)
    return found


def lapsed_by_lot(supplier: Supplier, lots: Iterable[Lot], on: dt.date) -> dict[int, list[str]]:
    """Lot id -> what this supplier lacks for it. One query."""
    found: dict[int, list[str]] = {}
    for lot, _, said in _unmet(lots, on, "s.id = ANY(%(ids)s)", [supplier.pk]):
        found.setdefault(lot, []).append(said)
    return found


def _unmet(
    lots: Iterable[Lot], on: dt.date, whose: str, ids: Sequence[int]
) -> Iterator[tuple[int, int, str]]:
    """Lot id, supplier id and what is missing, of the suppliers that `whose` names. One query."""
    facts: dict[str, Any] = {"lots": [lot.pk for lot in lots], "on": on, "ids": list(ids)}
    with prepared(), connection.cursor() as cursor:
        cursor.execute(UNMET.format(whose=whose), facts)
        found = cursor.fetchall()
    for lot, supplier, kind, minimum, wanted, last_day, cover in found:
        unmet = Unmet(kind, minimum, wanted, last_day, cover, on)
        yield lot, supplier, sentence(unmet)
