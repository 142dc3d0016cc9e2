"""Planning admission rounds, changing and cancelling them.

A round opens and closes by itself, by the clock. It is never closed early: the closing moment was
announced.
"""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from lots.locks import lock, lock_lots
from lots.models import AdmissionRound, Lot, LotInRound
from lots.round_rules import CANCEL, CHANGE, PLAN, Round
from mdps.core import audit, clock
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, ask, enforce
from mdps.core.words import listed, moment


@transaction.atomic
def plan(
    *, title: str, lots: Sequence[Lot], opens_at: dt.datetime, closes_at: dt.datetime, by: User
) -> AdmissionRound:
    """Plan a round of `lots`, open from `opens_at` up to and without `closes_at`.

    Locks the lots, so that no two rounds of one lot are planned into each other.

    Raises Forbidden, or Refused for a round that overlaps another one of a lot, closes before it
    opens, or opens in the past.
    """
    require(by, Permission.ROUND_PLAN)
    lock_lots(lots)
    enforce(PLAN, _facts(lots, opens_at, closes_at))
    planned = AdmissionRound.objects.create(
        title=title.strip(), opens_at=opens_at, closes_at=closes_at, planned_by=by
    )
    _place(planned, lots)
    audit.record("round.planned", planned, by=by, **_said(planned, lots))
    return planned


@transaction.atomic
def change(
    planned: AdmissionRound,
    *,
    title: str,
    lots: Sequence[Lot],
    opens_at: dt.datetime,
    closes_at: dt.datetime,
    by: User,
) -> None:
    """Change a round before it opens; while it is open its closing moment moves later only.

    Locks the lots, then the round. Raises Forbidden, or Refused as `plan` does, or for a round
    that is closed or cancelled.
    """
    require(by, Permission.ROUND_PLAN)
    before = list(planned.lots.all())
    lock_lots({*before, *lots})
    lock(planned)
    enforce(CHANGE, _facts(lots, opens_at, closes_at, planned))
    planned.title, planned.opens_at, planned.closes_at = title.strip(), opens_at, closes_at
    planned.save(update_fields=["title", "opens_at", "closes_at"])
    planned.places.all().delete()
    _place(planned, lots)
    audit.record("round.changed", planned, by=by, **_said(planned, lots))


@transaction.atomic
def cancel(planned: AdmissionRound, *, by: User) -> None:
    """Cancel a round that has not opened; its lots are free for another one.

    Locks the round. Raises Forbidden, or Refused if it is open, closed or cancelled.
    """
    require(by, Permission.ROUND_PLAN)
    lock(planned)
    lots = list(planned.lots.all())
    enforce(CANCEL, _facts(lots, planned.opens_at, planned.closes_at, planned))
    planned.cancelled_at = clock.now()
    planned.save(update_fields=["cancelled_at"])
    planned.places.all().delete()
    audit.record("round.cancelled", planned, by=by, **_said(planned, lots))


def refusals_against_change(planned: AdmissionRound) -> list[Refusal]:
    """Why the round cannot be changed at all now."""
    lots = list(planned.lots.all())
    return ask(CHANGE[:1], _facts(lots, planned.opens_at, planned.closes_at, planned))


def refusals_against_cancel(planned: AdmissionRound) -> list[Refusal]:
    """Why the round cannot be cancelled now."""
    lots = list(planned.lots.all())
    return ask(CANCEL, _facts(lots, planned.opens_at, planned.closes_at, planned))


def _facts(
    lots: Sequence[Lot],
    opens_at: dt.datetime,
    closes_at: dt.datetime,
    planned: AdmissionRound | None = None,
) -> Round:
    was = {place.lot_id for place in planned.places.all()} if planned else set()
    return Round(
        lots=tuple(lot.short for lot in lots),
        opens_at=opens_at,
        closes_at=closes_at,
        at=clock.now(),
        overlapping=_overlapping(lots, opens_at, closes_at, planned),
        lots_changed=was != {lot.pk for lot in lots},
        was_open_at=planned.opens_at if planned else None,
        was_closing_at=planned.closes_at if planned else None,
        is_cancelled=bool(planned and planned.cancelled_at),
    )


def _overlapping(
    lots: Sequence[Lot],
    opens_at: dt.datetime,
    closes_at: dt.datetime,
    planned: AdmissionRound | None,
) -> dict[str, str]:
    if closes_at <= opens_at:
        return {}
    others = LotInRound.objects.filter(lot__in=lots, window__overlap=(opens_at, closes_at))
    if planned:
        others = others.exclude(round=planned)
    return {
        each.lot.short: f"{each.round} from {moment(each.round.opens_at)} to "
        f"{moment(each.round.closes_at)}"
        for each in others.select_related("lot", "round").order_by("lot__number")
    }


def _place(planned: AdmissionRound, lots: Sequence[Lot]) -> None:
    window = (planned.opens_at, planned.closes_at)
    LotInRound.objects.bulk_create(
        LotInRound(round=planned, lot=lot, window=window) for lot in lots
    )


def _said(planned: AdmissionRound, lots: Sequence[Lot]) -> dict[str, str]:
    return {
        "lots": listed([lot.short for lot in sorted(lots, key=lambda each: each.number)]),
        "opens": moment(planned.opens_at),
        "closes": moment(planned.closes_at),
    }
