"""Savings and costs avoided in a period, each with its own method; never added to one sum.

What is not claimed: what a placement would have cost instead. Amounts are GBP ex VAT, at the
council's share of a joint instruction (CR ¶13, CR ¶14).

An earlier spot price is what a unit of the same service cost outside the scheme: the median of the
purchases of the two years before the award whose units are known and which the council paid alone.
What was bought on the day of the award is not earlier.
"""

import datetime as dt
import statistics
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.db.models import F, QuerySet, Sum

from contracts.limits import months_earlier
from contracts.models import CallOffContract, SpotPurchase
from mdps.core.money import ZERO, to_penny
from panel.kinds import FINAL
from panel.models import PanelDecision
from referrals.share import councils_share
from reporting.figures.plain import day_of, pounds
from reporting.periods import Period

ALL = Decimal(100)
EARLIER = 24  # months before an award in which a spot price is held against it
Prices = dict[int, list[tuple[dt.date, Decimal]]]
SHARE = {
    "full_amount": F("line__full_amount"),
    "is_joint": F("line__request__court__is_joint"),
    "share_percent": F("line__request__court__share_percent"),
}
ASKED = ("value", "units", "service", "awarded_on", "parts", "comparison")


def figures(period: Period, as_at: dt.datetime) -> dict:
    """What was not approved, what volume discounts took off, and what was awarded below the median
    of the prices that were compared and below earlier spot prices. Three queries; of many awards a
    few thousand at a time."""
    prices = spot_prices()
    compared, below, before, cheaper, discounts = 0, ZERO, 0, ZERO, ZERO
    for row in _awarded(period, as_at):
        discounts += discount(row["parts"])
        difference = below_the_median(row)
        if difference is not None:
            compared, below = compared + 1, below + difference
        difference = below_spot(row, prices)
        if difference is not None:
            before, cheaper = before + 1, cheaper + difference
    return {
        "not_approved": pounds(_not_approved(period, as_at)),
        "discounts": pounds(discounts),
        "compared": compared,
        "below_median": pounds(below),
        "bought_before": before,
        "below_spot": pounds(cheaper),
    }


def _not_approved(period: Period, as_at: dt.datetime) -> Decimal:
    """Requested less approved, of the lines decided for good; nought of a line that got more."""
    found = (
        PanelDecision.objects.standing()
        .filter(
            kind__in=FINAL,
            decided_on__gte=period.start,
            decided_on__lt=period.end,
            decided_on__lte=day_of(as_at),
            amount__lt=F("line__requested_amount"),
        )
        .aggregate(sum=Sum(F("line__requested_amount") - F("amount"), default=ZERO))
    )
    return found["sum"]


def awards() -> QuerySet[CallOffContract]:
    """The call-offs that count: not those that were un-awarded."""
    return CallOffContract.objects.exclude(state=CallOffContract.State.UNAWARDED)


def _awarded(period: Period, as_at: dt.datetime) -> Iterator[dict[str, Any]]:
    """What is asked of the call-offs awarded in `period`."""
    found = awards().filter(
        awarded_on__gte=period.start, awarded_on__lt=period.end, awarded_on__lte=day_of(as_at)
    )
    rows: Any = found.values(*ASKED, **SHARE).iterator()
    return rows


def discount(parts: list[dict[str, Any]]) -> Decimal:
    """What the volume discounts took off: a part at 5% off that came to £95.00 had £5.00 off."""
    return sum(
        (
            to_penny(
                Decimal(part["amount"])
                * Decimal(part["percent"])
                / (ALL - Decimal(part["percent"]))
            )
            for part in parts
            if Decimal(part["percent"]) < ALL
        ),
        ZERO,
    )


def below_the_median(row: dict[str, Any]) -> Decimal | None:
    """The median of the prices on screen less the value; below nought where it was dearer. None
    where fewer than two suppliers had a price."""
    if len(row["comparison"]) < 2:
        return None
    median = to_penny(statistics.median(Decimal(each["total"]) for each in row["comparison"]))
    return councils_share(median, _share(row)) - row["value"]


def spot_prices() -> Prices:
    """Service id -> each spot purchase that tells a price of a unit: its day and that price."""
    found: Prices = {}
    bought = SpotPurchase.objects.filter(service__isnull=False, units__gt=0, line__full_amount=None)
    rows = bought.values_list("service", "purchased_on", "amount", "units")
    for service, day, amount, units in rows:
        found.setdefault(service, []).append((day, amount / units))
    return found


def below_spot(row: dict[str, Any], prices: Prices) -> Decimal | None:
    """What the units would have cost at the median of earlier spot prices, less the value; below
    nought where it was dearer. None where none was bought before."""
    since = months_earlier(row["awarded_on"], EARLIER)
    of_service = prices.get(row["service"], [])
    earlier = [price for day, price in of_service if since <= day < row["awarded_on"]]
    if not earlier:
        return None
    whole = to_penny(statistics.median(earlier) * row["units"])
    return councils_share(whole, _share(row)) - row["value"]


def _share(row: dict[str, Any]) -> Decimal | None:
    """As referrals.share.share_of_line, of what was read together."""
    if row["full_amount"] is None or not row["is_joint"]:
        return None
    share: Decimal = row["share_percent"]
    return share
