"""Who is on the scheme, who came and who went, and how much of it goes to small providers."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from contracts.models import Commitment
from lots.models import Lot
from reporting.figures import ledger
from reporting.figures.plain import percent
from reporting.periods import Period
from suppliers.models import Admission, Supplier

KINDS = {
    "sme": Q(contract__supplier__is_sme=True),
    "vcse": Q(contract__supplier__is_vcse=True),
    "sole_trader": Q(contract__supplier__kind=Supplier.Kind.SOLE_TRADER),
}


def on_the_lots(period: Period) -> dict:
    """Suppliers at the end of `period`, and who joined, was suspended or removed in it (CR 3).

    Suspended counts the suspensions that began in the period, as they now stand on record.
    """
    counts = {
        "at_end": _on(period.last_day),
        "joined": Q(admitted_on__gte=period.start, admitted_on__lt=period.end),
        "suspended": Q(suspended_on__gte=period.start, suspended_on__lt=period.end),
        "removed": Q(
            ended_on__gte=period.start, ended_on__lt=period.end, state=Admission.State.REMOVED
        ),
    }
    distinct = {name: Count("supplier", distinct=True, filter=of) for name, of in counts.items()}
    rows: Any = Admission.objects.order_by().values("lot__number").annotate(**distinct)
    by_lot = {row.pop("lot__number"): row for row in rows}
    nobody = dict.fromkeys(counts, 0)
    return {
        "all": Admission.objects.aggregate(**distinct),
        "lots": [
            {"lot": lot.number, "name": lot.name, **by_lot.get(lot.number, nobody)}
            for lot in Lot.objects.all()
        ],
    }


def kinds(awards: QuerySet[Commitment]) -> list[dict]:
    """The part of the gross value of `awards` that went to each kind; kinds may overlap."""
    everything = ledger.sums(awards)
    return [
        {
            "kind": name,
            "suppliers": _suppliers(awards.filter(ledger.AWARD, of)),
            **(sums := ledger.sums(awards.filter(of))).awarded,
            "percent_of_gross": percent(sums.gross, everything.gross),
        }
        for name, of in KINDS.items()
    ]


def events(period: Period) -> list[dict]:
    """Each admission, suspension and removal of `period`, in the order of their days."""
    return sorted(
        [
            *_events("admitted", "admitted_on", period),
            *_events("suspended", "suspended_on", period),
            *_events("removed", "ended_on", period, state=Admission.State.REMOVED),
        ],
        key=lambda event: (event["on"], event["supplier"], event["lot"], event["event"]),
    )


def _on(day: dt.date) -> Q:
    """Admissions that hold on `day`; those suspended are on the lot still."""
    return Q(admitted_on__lte=day) & (Q(ended_on=None) | Q(ended_on__gt=day))


def _suppliers(awards: QuerySet[Commitment]) -> int:
    return awards.aggregate(n=Count("contract__supplier", distinct=True))["n"]


def _events(event: str, field: str, period: Period, **more: str) -> Iterable[dict]:
    rows = Admission.objects.filter(
        **{f"{field}__gte": period.start, f"{field}__lt": period.end}, **more
    ).values(day=F(field), name=F("supplier__name"), number=F("lot__number"))
    return [
        {"event": event, "on": str(row["day"]), "supplier": row["name"], "lot": row["number"]}
        for row in rows
    ]
