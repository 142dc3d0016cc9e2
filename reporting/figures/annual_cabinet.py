"""The annual report to Cabinet: what was awarded in twelve months, and to date (CR 4, CR 5)."""

import datetime as dt
import statistics
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, QuerySet, Sum

from contracts.models import Commitment, SpotPurchase
from lots.models import Lot, RequestCategory
from lots.queries import current_scheme
from mdps.core.money import ZERO
from reporting.figures import cap, comparison, ledger, routes, savings, suppliers
from reporting.figures.comparison import COUNT, GBP
from reporting.figures.plain import day_of, head, percent, pounds
from reporting.periods import YEAR, Period, months_after

LARGEST = 10
CONTRACT = {
    "value": F("amount"),
    "supplier": F("contract__supplier__name"),
    "service": F("contract__service__name"),
    "lot": F("contract__lot__number"),
    "minute": F("contract__cabinet_decision__minute"),
    "decided_on": F("contract__cabinet_decision__decided_on"),
    "covers": F("contract__cabinet_decision__highest_value"),
}
# What is compared with the twelve months before.
COMPARED: comparison.Places = {
    "awards": (COUNT, ("awarded", "count")),
    "gross": (GBP, ("awarded", "gross")),
    "increased": (GBP, ("awarded", "increased")),
    "released": (GBP, ("awarded", "released")),
    "net": (GBP, ("awarded", "net")),
    "mean": (GBP, ("awarded", "mean")),
    "median": (GBP, ("awarded", "median")),
    "suppliers": (COUNT, ("awarded", "suppliers")),
    "at_end": (COUNT, ("suppliers", "all", "at_end")),
    "joined": (COUNT, ("suppliers", "all", "joined")),
    "spot_purchases": (COUNT, ("spot_purchases", "count")),
    "spot_amount": (GBP, ("spot_purchases", "amount")),
    "not_approved": (GBP, ("savings", "not_approved")),
    "discounts": (GBP, ("savings", "discounts")),
}


def figures(period: Period, as_at: dt.datetime) -> dict:
    """Everything the report says, for the twelve months of `period`, as at `as_at`."""
    lines, scheme = ledger.within(period, as_at), current_scheme()
    awards = lines.filter(ledger.AWARD)
    before = Period(months_after(period.start, -YEAR), period.start)
    now, sums = _counted(period, as_at), ledger.sums(lines)
    then = _counted(before, as_at) if comparison.comparable(period, as_at) else None
    return {
        **head("annual-cabinet", period, as_at),
        **now,
        "year_before": ledger.sums(ledger.within(before, as_at)).awarded,
        "comparison": comparison.figures(COMPARED, now, then, period=period, as_at=as_at),
        "by_lot": _by_lot(lines, sums),
        "by_month": list(_by_month(lines, period.until(day_of(as_at)))),
        "by_category": _by_category(lines, sums),
        "by_route": routes.by_route(lines),
        "by_supplier": _by_supplier(lines),
        "separated": routes.separated(period, as_at),
        "largest": [_award(row) for row in _rows(awards)[:LARGEST]],
        "over_threshold": {
            "threshold": pounds(scheme.cabinet_threshold),
            "awards": [
                _award(row) | _decision(row)
                for row in _rows(awards.filter(amount__gt=scheme.cabinet_threshold))
            ],
        },
        "named_by_courts": suppliers.named_by_courts(period),
        "kinds_of_supplier": suppliers.kinds(lines),
        "to_date": cap.figures(as_at),
    }


def _counted(period: Period, as_at: dt.datetime) -> dict:
    """What is counted of a period and of the one before it."""
    lines = ledger.within(period, as_at)
    return {
        "awarded": ledger.sums(lines).plain | _middle(lines.filter(ledger.AWARD)),
        "savings": savings.figures(period, as_at),
        "suppliers": suppliers.on_the_lots(period.until(day_of(as_at))),
        "spot_purchases": _spot_purchases(period),
    }


def _middle(awards: QuerySet[Commitment]) -> dict:
    """Mean and median award; £0.00 of none."""
    amounts = list(awards.values_list("amount", flat=True))
    return {
        "mean": pounds(statistics.mean(amounts) if amounts else ZERO),
        "median": pounds(statistics.median(amounts) if amounts else ZERO),
        "suppliers": awards.aggregate(n=Count("contract__supplier", distinct=True))["n"],
    }


def _by_lot(lines: QuerySet[Commitment], everything: ledger.Sums) -> list[dict]:
    found = ledger.sums_by(lines, "contract__lot__number")
    return [
        {"lot": lot.number, "name": lot.name, **_share(found.get(lot.number), everything)}
        for lot in Lot.objects.all()
    ]


def _by_month(lines: QuerySet[Commitment], period: Period) -> Iterator[dict]:
    """What was awarded, gross, in each month that has begun: in all and by lot. Two queries."""
    lots = [lot.number for lot in Lot.objects.all()]
    awarded = {(month, lot): sums.gross for month, lot, sums in ledger.by_month_and_lot(lines)}
    month = period.start
    while month < period.end:
        amounts = {lot: awarded.get((month, lot), ZERO) for lot in lots}
        yield {
            "month": str(month),
            "gross": pounds(sum(amounts.values(), ZERO)),
            "lots": [{"lot": lot, "gross": pounds(amounts[lot])} for lot in lots],
        }
        month = months_after(month, 1)


def _by_category(lines: QuerySet[Commitment], everything: ledger.Sums) -> list[dict]:
    """By the category of the request, as the panel counts (CR ¶8)."""
    found = ledger.sums_by(lines, "contract__line__request__category")
    return [
        {"category": category.name, **_share(found.get(category.pk), everything)}
        for category in RequestCategory.objects.all()
    ]


def _by_supplier(lines: QuerySet[Commitment]) -> list[dict]:
    """Commercial detail, for the exempt annex only: by gross value, then by name."""
    found = ledger.sums_by(lines, "contract__supplier__name")
    names = sorted(found, key=lambda name: (-found[name].gross, name))
    return [{"supplier": name, **found[name].plain} for name in names]


def _share(sums: ledger.Sums | None, everything: ledger.Sums) -> dict:
    sums = sums or ledger.Sums()
    return sums.plain | {"percent_of_gross": percent(sums.gross, everything.gross)}


def _rows(awards: QuerySet[Commitment]) -> QuerySet:
    """Awards, the largest first; of equal ones the earlier first."""
    return awards.order_by("-amount", "on", "contract_id").values("on", "contract_id", **CONTRACT)


def _award(row: dict) -> dict:
    return {
        "contract": f"CO-{row['contract_id']:05d}",
        "on": str(row["on"]),
        "supplier": row["supplier"],
        "service": row["service"],
        "lot": row["lot"],
        "value": pounds(row["value"]),
    }


def _decision(row: dict) -> dict:
    return {
        "minute": row["minute"],
        "decided_on": str(row["decided_on"]),
        "covers": pounds(row["covers"]),
    }


def _spot_purchases(period: Period) -> dict:
    """Bought outside the scheme (CR ¶12); never counted against the cap."""
    bought = SpotPurchase.objects.filter(
        purchased_on__gte=period.start, purchased_on__lt=period.end
    ).order_by()
    sums = {"count": Count("id"), "amount": Sum("amount", default=Decimal(0))}
    found: dict[str, Any] = {row["reason"]: row for row in bought.values("reason").annotate(**sums)}
    reasons = [
        {
            "reason": reason.value,
            "words": reason.label,
            "count": found[reason]["count"],
            "amount": pounds(found[reason]["amount"]),
        }
        for reason in SpotPurchase.Reason
        if reason in found
    ]
    everything = bought.aggregate(**sums)
    return {
        "count": everything["count"],
        "amount": pounds(everything["amount"]),
        "reasons": reasons,
    }
