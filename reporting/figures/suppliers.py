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
from suppliers.models import Admission, AdmissionSuspension, Invitation, Supplier
from suppliers.reach import invited

REMOVED = Q(state=Admission.State.REMOVED)

KINDS = {
    "sme": Q(contract__supplier__is_sme=True),
    "vcse": Q(contract__supplier__is_vcse=True),
    "sole_trader": Q(contract__supplier__kind=Supplier.Kind.SOLE_TRADER),
}


def on_the_lots(period: Period) -> dict:
    """Suppliers at the end of `period`, and who joined, was suspended, removed or left in it.

    Suspended counts whose suspension began in the period, also where it has ended since (CR 3).
    """
    ended = _within("ended_on", period)
    counts = {
        "at_end": _on(period.last_day),
        "joined": _within("admitted_on", period),
        "suspended": _within("suspensions__starts_on", period) & _began("suspensions__"),
        "removed": ended & REMOVED,
        "withdrawn": ended & ~REMOVED,
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
    """Each admission, suspension, removal and withdrawal of `period`, by their days."""
    admissions = Admission.objects.order_by()
    suspensions = AdmissionSuspension.objects.filter(_began())
    return sorted(
        [
            *_events("admitted", "admitted_on", period, admissions),
            *_events("suspended", "starts_on", period, suspensions, "admission__"),
            *_events("removed", "ended_on", period, admissions.filter(REMOVED)),
            *_events("withdrawn", "ended_on", period, admissions.exclude(REMOVED)),
        ],
        key=lambda event: (event["on"], event["supplier"], event["lot"], event["event"]),
    )


def named_by_courts(period: Period) -> dict:
    """What became of the invitations of `period` to providers whom a court had named (CR ¶12).

    `percent` is the joined of those that have ended, None of none; as they now stand on record.
    """
    court = Invitation.objects.filter(_within("raised_on", period), reason=Invitation.Reason.COURT)
    found = invited(court)
    return {
        "invited": found.raised,
        "joined": found.joined,
        "open": found.open,
        "not_joined": found.not_joined,
        "percent": found.share,
    }


def _within(field: str, period: Period) -> Q:
    return Q(**{f"{field}__gte": period.start, f"{field}__lt": period.end})


def _began(prefix: str = "") -> Q:
    """Suspensions that ran for a day at least; one that was called off before it began did not."""
    resumes_on = f"{prefix}resumes_on"
    return Q(**{resumes_on: None}) | Q(**{f"{resumes_on}__gt": F(f"{prefix}starts_on")})


def _on(day: dt.date) -> Q:
    """Admissions that hold on `day`; those suspended are on the lot still."""
    return Q(admitted_on__lte=day) & (Q(ended_on=None) | Q(ended_on__gt=day))


def _suppliers(awards: QuerySet[Commitment]) -> int:
    return awards.aggregate(n=Count("contract__supplier", distinct=True))["n"]


def _events(
    event: str, field: str, period: Period, records: QuerySet[Any], prefix: str = ""
) -> Iterable[dict]:
    """`prefix` leads from the records to their admissions."""
    rows = records.filter(_within(field, period)).values(
        day=F(field), name=F(f"{prefix}supplier__name"), number=F(f"{prefix}lot__number")
    )
    return [
        {"event": event, "on": str(row["day"]), "supplier": row["name"], "lot": row["number"]}
        for row in rows
    ]
