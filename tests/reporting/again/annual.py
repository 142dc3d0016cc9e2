"""The annual report to Cabinet."""

from typing import Any

from tests.reporting.again import awards, providers, to_date
from tests.reporting.again.savings import savings
from tests.reporting.again.sql import compared, head, period_before

UNITS = {
    "awards": "count",
    "gross": "gbp",
    "increased": "gbp",
    "released": "gbp",
    "net": "gbp",
    "mean": "gbp",
    "median": "gbp",
    "suppliers": "count",
    "at_end": "count",
    "joined": "count",
    "spot_purchases": "count",
    "spot_amount": "gbp",
    "not_approved": "gbp",
    "discounts": "gbp",
}


def annual(first: str, last: str, as_at: str) -> dict[str, Any]:
    """All of it, for the twelve months from `first` to `last`, as at noon of `as_at`."""
    period = {"first": first, "last": last, "as_at": as_at}
    before = dict(zip(("first", "last"), period_before(first, last), strict=True))
    then = awards.sums(**period | before)
    every = awards.largest(**period)
    limit = awards.threshold()
    plain = ("contract", "on", "supplier", "service", "lot", "value")
    return {
        **head("annual-cabinet", first, last, as_at),
        "awarded": awards.awarded(**period),
        "year_before": {"count": then["count"], "gross": then["gross"]},
        "comparison": compared(_compared(**period), _compared(**period | before), UNITS, period),
        "by_lot": awards.by_lot(**period),
        "by_month": awards.by_month(**period),
        "by_category": awards.by_category(**period),
        "by_route": awards.by_route(**period),
        "by_supplier": awards.by_supplier(**period),
        "separated": awards.separated(**period),
        "savings": savings(**period),
        "largest": [{name: each[name] for name in plain} for each in every[:10]],
        "over_threshold": {
            "threshold": limit,
            "awards": [each for each in every if _pence(each["value"]) > _pence(limit)],
        },
        "suppliers": providers.on_the_lots(**period),
        "named_by_courts": providers.named_by_courts(**period),
        "kinds_of_supplier": awards.kinds(**period),
        "spot_purchases": awards.spot_purchases(**period),
        "to_date": to_date.figures(as_at),
    }


def _compared(**period: str) -> dict[str, Any]:
    found, spot = awards.awarded(**period), awards.spot_purchases(**period)
    everybody, saved = providers.on_the_lots(**period)["all"], savings(**period)
    return found | {
        "awards": found["count"],
        "at_end": everybody["at_end"],
        "joined": everybody["joined"],
        "spot_purchases": spot["count"],
        "spot_amount": spot["amount"],
        "not_approved": saved["not_approved"],
        "discounts": saved["discounts"],
    }


def _pence(amount: str) -> int:
    return int(amount.replace(".", ""))
