"""Six-monthly monitoring: packages, suppliers, evidence about to expire (CR 3, CR ¶25)."""

import datetime as dt
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from contracts.models import CallOffContract
from lots.models import Lot
from reporting.figures import comparison, ledger, returns, suppliers
from reporting.figures.comparison import COUNT, GBP
from reporting.figures.plain import day_of, head
from reporting.periods import Period
from suppliers.models import Admission
from suppliers.queries import verified

# What is compared with the half year before.
COMPARED: comparison.Places = {
    "awards": (COUNT, ("awarded", "count")),
    "gross": (GBP, ("awarded", "gross")),
    "released": (GBP, ("awarded", "released")),
    "net": (GBP, ("awarded", "net")),
    "live": (COUNT, ("packages", "live")),
    "ended": (COUNT, ("packages", "ended")),
    "at_end": (COUNT, ("suppliers", "all", "at_end")),
    "asked": (COUNT, ("round", "returns", "asked")),
    "received": (COUNT, ("round", "returns", "received")),
    "delivered": (COUNT, ("round", "delivery", "delivered_in_period")),
    "missed": (COUNT, ("round", "delivery", "missed")),
    "actions": (COUNT, ("round", "actions", "set")),
}


def figures(period: Period, as_at: dt.datetime) -> dict:
    """Everything the report says, for the half year of `period`, as at `as_at`; of one that is not
    over, so far."""
    so_far = period.until(day_of(as_at))
    now = _counted(period, as_at)
    then = _counted(period.before, as_at) if comparison.comparable(period, as_at) else None
    return {
        **head("monitoring", period, as_at),
        **now,
        "by_supplier": _by_supplier(so_far, as_at),
        "evidence_expiring": _evidence(period.next_half),
        "events": suppliers.events(so_far),
        "comparison": comparison.figures(COMPARED, now, then, period=period, as_at=as_at),
    }


def _counted(period: Period, as_at: dt.datetime) -> dict[str, Any]:
    """What is counted of a half year and of the one before it."""
    so_far = period.until(day_of(as_at))
    return {
        "awarded": ledger.sums(ledger.within(period, as_at)).plain,
        "packages": _packages(so_far, as_at),
        "round": returns.figures(period, as_at),
        "suppliers": suppliers.on_the_lots(so_far),
    }


def _standing(period: Period, as_at: dt.datetime) -> QuerySet[CallOffContract]:
    """Contracts under which something was to be delivered in `period` and not all released."""
    return (
        CallOffContract.objects.filter(starts_on__lt=period.end, ends_on__gte=period.start)
        .alias(net=Sum("commitments__amount", filter=Q(commitments__on__lte=day_of(as_at))))
        .filter(net__gt=0)
    )


def _ends(period: Period) -> dict[str, Q]:
    """Those that ran at some time in the period are live at its end, or ended in it."""
    return {"live": Q(ends_on__gte=period.end), "ended": Q(ends_on__lt=period.end)}


def _packages(period: Period, as_at: dt.datetime) -> dict:
    standing = _standing(period, as_at)
    by_lot = [
        {
            "lot": lot.number,
            "name": lot.name,
            **{name: standing.filter(of, lot=lot).count() for name, of in _ends(period).items()},
        }
        for lot in Lot.objects.all()
    ]
    return {
        "live": sum(row["live"] for row in by_lot),
        "ended": sum(row["ended"] for row in by_lot),
        "lots": by_lot,
    }


def _by_supplier(period: Period, as_at: dt.datetime) -> list[dict]:
    """Each supplier with an award, a live package or one that ended, by gross value."""
    awarded = ledger.sums_by(ledger.within(period, as_at), "contract__supplier__name")
    packages = _packages_by_supplier(period, as_at)
    nothing, none = ledger.Sums(), dict.fromkeys(_ends(period), 0)
    names = sorted(
        {*awarded, *packages}, key=lambda name: (-awarded.get(name, nothing).gross, name)
    )
    return [
        {"supplier": name, **awarded.get(name, nothing).plain, **packages.get(name, none)}
        for name in names
    ]


def _packages_by_supplier(period: Period, as_at: dt.datetime) -> dict[str, dict[str, int]]:
    ids = _standing(period, as_at).values("id")
    counts = {name: Count("id", filter=of) for name, of in _ends(period).items()}
    found = CallOffContract.objects.filter(id__in=ids).order_by()
    rows: Any = found.values("supplier__name").annotate(**counts)
    return {row.pop("supplier__name"): row for row in rows}


def _evidence(period: Period) -> dict:
    """Evidence of suppliers on the scheme whose last valid day lies in `period`."""
    on_the_scheme = Admission.objects.filter(ended_on=None).values("supplier")
    rows = (
        verified()
        .filter(
            expires_on__gte=period.start,
            expires_on__lt=period.end,
            supplier__in=on_the_scheme,
        )
        .select_related("supplier")
        .order_by("expires_on", "supplier__name", "kind")
    )
    return {
        "first_day": str(period.start),
        "last_day": str(period.last_day),
        "items": [
            {
                "supplier": row.supplier.name,
                "kind": row.get_kind_display(),
                "expires_on": str(row.expires_on),
            }
            for row in rows
        ],
    }
