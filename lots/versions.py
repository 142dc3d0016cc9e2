"""Writing the next version of a lot's criteria, specification or standards; putting it in force.

What is in force is never edited: a draft starts as a copy of the last version and becomes the next.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from lots import heard
from lots.locks import lock_lot
from lots.models import Clause, Lot, LotVersion, SelectionCriterion, VersionDraft
from lots.queries import newest
from lots.version_rules import PUT_IN_FORCE, ROW, InForce, Text
from mdps.core import audit, clock
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refused, ask

Kind = LotVersion.Kind


def texts_of(version: LotVersion | None) -> list[Text]:
    """The rows of a version, as a draft holds them."""
    if not version:
        return []
    if version.kind == Kind.CRITERIA:
        return [
            Text(
                number=each.number,
                heading=each.text,
                text=each.guidance,
                most_points=each.most_points,
                least_points=each.least_points,
            )
            for each in version.criteria.order_by("number")
        ]
    return [
        Text(number=each.number, heading=each.heading, text=each.text)
        for each in version.clauses.order_by("number")
    ]


def draft_of(lot: Lot, kind: str) -> VersionDraft | None:
    """The draft of `kind` on the lot, if one is being written."""
    return VersionDraft.objects.filter(lot=lot, kind=kind).first()


def rows_of(draft: VersionDraft) -> list[Text]:
    """What the draft says."""
    return [Text(number=place, **row) for place, row in enumerate(draft.rows, start=1)]


@transaction.atomic
def write(lot: Lot, kind: str, rows: Sequence[Text], *, by: User) -> VersionDraft:
    """Save the draft of `kind`; rows without any words are left out. Locks the lot.

    Raises Forbidden, or Refused for a row without a heading or with points that are no scale.
    """
    require(by, Permission.LOT_MANAGE)
    kept = [row for row in rows if _is_written(row)]
    if found := [refusal for row in kept for refusal in ask(ROW, row)]:
        raise Refused(found)
    lock_lot(lot)
    draft, _ = VersionDraft.objects.update_or_create(
        lot=lot,
        kind=kind,
        defaults={
            "rows": [_as_json(row) for row in kept],
            "changed_by": by,
            "changed_at": clock.now(),
        },
    )
    audit.record("lot.version_drafted", lot, by=by, what=draft.get_kind_display().lower())
    return draft


@transaction.atomic
def discard(draft: VersionDraft, *, by: User) -> None:
    """Throw the draft away; what is in force stays. Raises Forbidden."""
    require(by, Permission.LOT_MANAGE)
    what = draft.get_kind_display().lower()
    audit.record("lot.version_discarded", draft.lot, by=by, what=what)
    draft.delete()


@transaction.atomic
def put_in_force(
    lot: Lot,
    kind: str,
    *,
    effective_from: dt.date,
    reason: str,
    transition_until: dt.date | None = None,
    by: User,
    on: dt.date,
) -> LotVersion:
    """Make the draft the next version, in force from `effective_from`, today or later.

    `transition_until` (criteria only) is the last day on which suppliers who are on the lot may
    show that they meet it; without it nothing is asked of them. They are told. Locks the lot.

    Raises Forbidden, or Refused with every reason.
    """
    require(by, Permission.LOT_MANAGE)
    lock_lot(lot)
    draft, last = draft_of(lot, kind), newest(lot, kind)
    rows = rows_of(draft) if draft else []
    facts = _facts(rows, last, effective_from, transition_until, reason, on)
    if found := ask(PUT_IN_FORCE, facts):
        raise Refused(found)
    version = LotVersion.objects.create(
        lot=lot,
        kind=kind,
        number=last.number + 1 if last else 1,
        effective_from=effective_from,
        transition_until=transition_until if kind == Kind.CRITERIA else None,
        reason=reason.strip(),
        put_in_force_by=by,
        put_in_force_at=clock.now(),
    )
    _write_rows(version, rows)
    if draft:
        draft.delete()
    audit.record(
        "lot.version_set",
        lot,
        by=by,
        what=Kind(kind).label.lower(),
        number=version.number,
        since=effective_from,
    )
    heard.tell(version, by=by)
    return version


def _facts(
    rows: list[Text],
    last: LotVersion | None,
    effective_from: dt.date,
    transition_until: dt.date | None,
    reason: str,
    on: dt.date,
) -> InForce:
    return InForce(
        rows=tuple(rows),
        effective_from=effective_from,
        today=on,
        reason=reason,
        transition_until=transition_until,
        last_from=last.effective_from if last else None,
        is_changed=rows != texts_of(last),
    )


def _write_rows(version: LotVersion, rows: list[Text]) -> None:
    if version.kind == Kind.CRITERIA:
        SelectionCriterion.objects.bulk_create(
            SelectionCriterion(
                version=version,
                number=row.number,
                text=row.heading,
                guidance=row.text,
                most_points=row.most_points,
                least_points=row.least_points,
            )
            for row in rows
        )
    else:
        Clause.objects.bulk_create(
            Clause(version=version, number=row.number, heading=row.heading, text=row.text)
            for row in rows
        )


def _is_written(row: Text) -> bool:
    points = row.most_points, row.least_points
    return bool(row.heading.strip() or row.text.strip() or points != (None, None))


def _as_json(row: Text) -> dict[str, Any]:
    return {
        "heading": row.heading.strip(),
        "text": row.text.strip(),
        "most_points": row.most_points,
        "least_points": row.least_points,
    }
